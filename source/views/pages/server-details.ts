// What a server's page says beyond its statistics, asked for while the page is open: health, subscriptions, configuration.
import type {Poll} from '../../asking/poll.ts';
import {bytesInWords, grouped, percent, perSecond, unknown} from '../../format/number.ts';
import {ageInWords, dateAndClock, duration} from '../../format/time.ts';
import type {Server} from '../../model/server.ts';
import type {Health, ServerVariables, SubscriptionCounts} from '../../model/server-details.ts';
import {isSpeaking} from '../../model/server-state.ts';
import {serverHealth} from '../../requests/server-health.ts';
import {serverVariables} from '../../requests/server-variables.ts';
import {subscriptionCounts} from '../../requests/subscription-counts.ts';
import type {Request} from '../../requests/request.ts';
import type {Style} from '../../screen/screen.ts';
import type {Look} from '../look.ts';
import {noAnswer} from '../no-answer.ts';
import {oneAnswerInWords} from '../panes/connection-costs.ts';
import {blank, fact, heading, type PageLine, row} from './page.ts';

/** Health is looked into rather often; with many streams it costs the server some work. */
const healthEveryMs = 10_000;
const subscriptionsEveryMs = 10_000;
/** Once, as long as one looks; what was told stays until then. */
const variablesEveryMs = 600_000;

/** What is asked of a server while its page is open, besides its statistics. */
export function detailPolls({id, goodbye}: Server): readonly Poll[] {
	if (goodbye !== undefined) return [];
	return [
		{request: serverHealth(id), everyMs: healthEveryMs, scope: 'one'},
		{request: subscriptionCounts(id), everyMs: subscriptionsEveryMs, scope: 'one'},
		{request: serverVariables(id), everyMs: variablesEveryMs, scope: 'one'},
	];
}

/** When it was told; before that, what asking for it costs, or that it may not be asked. */
function toldNote(look: Look, server: Server, at: number | undefined, {subject}: Request, size: string): string {
	if (at !== undefined) return `told ${ageInWords(look.model.now - at)} ago`;
	if (look.model.link.refused.has(subject)) return 'our user may not ask for it';
	if (!isSpeaking(server)) return 'not known';
	return noAnswer(look, oneAnswerInWords(look.model, server, size));
}

function healthText({status, statusCode, error}: Health): string {
	const code = statusCode === undefined || status === 'ok' ? '' : ` ${statusCode}`;
	return `${status}${code}${error === '' ? '' : `: ${error}`}`;
}

/** In a line of its own when it is long: the reason names a stream. */
export function healthLine(look: Look, server: Server): PageLine {
	const health = isSpeaking(server) ? server.details?.health : undefined;
	if (health === undefined) {
		const isRefused = look.model.link.refused.has(serverHealth(server.id).subject);
		return fact('health', isRefused ? 'our user may not ask for it' : unknown);
	}
	if (health.status === 'ok') {
		return fact('health', `ok, by its own word ${ageInWords(look.model.now - health.at)} ago`);
	}
	return row('health', healthText(health), health.status === 'na' ? undefined : 'bad');
}

function subscriptionFacts(told: SubscriptionCounts): readonly PageLine[] {
	const {subscriptions, cached, hitRate, mostFanout, averageFanout} = told;
	const hits = hitRate === undefined ? unknown : percent(hitRate * 100);
	return [
		fact('known here', grouped(subscriptions)),
		fact('cache', `${grouped(cached)} subjects, hit rate ${hits}`),
		fact('look-ups', perSecond(told.matchesPerSecond)),
		fact('made, ended', `${perSecond(told.insertsPerSecond)}, ${perSecond(told.removesPerSecond)}`),
		fact(
			'fan-out',
			`${averageFanout === undefined ? unknown : averageFanout.toFixed(1)} on average, ${grouped(mostFanout)} at most`,
		),
	];
}

export function subscriptionLines(look: Look, server: Server): readonly PageLine[] {
	const told = server.details?.subscriptions;
	const note = toldNote(look, server, told?.at, subscriptionCounts(server.id), '1 KiB');
	return [blank, heading('Subscriptions', note), ...(told === undefined ? [] : subscriptionFacts(told))];
}

function limitInWords(limit: number | 'none' | undefined): string {
	return limit === 'none' ? 'no limit' : grouped(limit);
}

/** `65,536, 12 used (0 %)`: a limit with the share that is used of it. */
function usedLine(name: string, limit: number | 'none' | undefined, used: number | undefined): PageLine {
	if (typeof limit !== 'number') return fact(name, limitInWords(limit));
	const share = used === undefined ? undefined : (used / limit) * 100;
	const style: Style | undefined = share === undefined || share < 90 ? undefined : share < 100 ? 'warn' : 'bad';
	return fact(name, `${grouped(limit)}, ${grouped(used)} used (${percent(share)})`, style);
}

function loginText({needsLogin, loginTimeoutMs, needsTls, verifiesClients}: ServerVariables): string {
	const login = needsLogin ? `needed, within ${duration(loginTimeoutMs)}` : 'not needed';
	const tls = needsTls ? (verifiesClients ? 'TLS with client certificates' : 'TLS') : 'TLS not required';
	return `${login}; ${tls}`;
}

const monthMs = 30 * 86_400_000;

function certificateLines({model, utc}: Look, {certificateUntil: until}: ServerVariables): readonly PageLine[] {
	if (until === undefined) return [];
	const leftMs = until - model.now;
	const left = leftMs <= 0 ? 'has expired' : `${duration(leftMs)} left`;
	return [
		fact(
			'certificate',
			`until ${dateAndClock(until, utc)}, ${left}`,
			leftMs <= 0 ? 'bad' : leftMs < monthMs ? 'warn' : undefined,
		),
	];
}

function diskLines({diskWaits}: ServerVariables): readonly PageLine[] {
	if (diskWaits === undefined) return [];
	const {waiting, waits, longestMs} = diskWaits;
	const text = `${grouped(waiting)} waiting; ${grouped(waits)} waits since the start, ${duration(longestMs)} at most`;
	return [fact('disk', text, (waiting ?? 0) > 0 ? 'warn' : undefined)];
}

function variableFacts(look: Look, server: Server, told: ServerVariables): readonly PageLine[] {
	const {configuration, stats} = server;
	const loadedAt = configuration?.loadedAt;
	const digest = configuration?.digest ?? '';
	const build = [told.goVersion, told.commit].filter(part => part !== '').join(', commit ');
	return [
		fact('loaded at', loadedAt === undefined ? unknown : dateAndClock(loadedAt, look.utc)),
		fact('digest', digest === '' ? unknown : digest.replace(/^sha256:/, '').slice(0, 16)),
		fact('built with', build || unknown),
		usedLine('max connections', told.maxConnections, stats?.connections),
		fact('max subscriptions', limitInWords(told.maxSubscriptions)),
		fact(
			'max payload',
			`${bytesInWords(told.maxPayloadBytes)}, protocol line ${bytesInWords(told.maxControlLineBytes)}`,
		),
		fact('max pending', `${bytesInWords(told.maxPendingBytes)} a client`),
		fact('write deadline', duration(told.writeDeadlineMs)),
		fact('pings', `every ${duration(told.pingEveryMs)}, ${grouped(told.pingsOut)} may be unanswered`),
		fact('login', loginText(told)),
		...certificateLines(look, told),
		fact('GOMAXPROCS', `${grouped(told.coresUsed)} of ${grouped(told.coresSeen)} cores`),
		...diskLines(told),
	];
}

export function configurationLines(look: Look, server: Server): readonly PageLine[] {
	const told = server.details?.variables;
	const note = toldNote(look, server, told?.at, serverVariables(server.id), '1.5 KiB');
	return [blank, heading('Configuration', note), ...(told === undefined ? [] : variableFacts(look, server, told))];
}
