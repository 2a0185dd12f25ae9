import {grouped, unknown} from '../format/number.ts';
import {clock, dateAndClock, duration, spanMs} from '../format/time.ts';
import type {Model} from '../model/model.ts';
import type {Server} from '../model/server.ts';
import {reloadServer} from '../requests/reload-server.ts';
import {serverVariables} from '../requests/server-variables.ts';
import {amountOrNothing, type Fields, text} from '../wire/fields.ts';
import {timeOf} from '../wire/time.ts';
import {type Answers, dataFrom} from './answers.ts';
import {beginningOf, confirmationBy} from './confirmation.ts';
import {isDeclined, requestReport} from './connection-plan.ts';
import type {Plan} from './plan.ts';
import type {CommandTarget} from './command-target.ts';

/** A server and its configuration now. */
type Configured = {
	readonly id: string;
	/** When the process started, as the server wrote it. */
	readonly start: string;
	/** When it read its configuration, as the server wrote it. */
	readonly loaded: string;
	/** Of the configuration; empty before 2.11. */
	readonly digest: string;
	readonly connections: number | undefined;
	readonly now: number | undefined;
};

const withinMs = 10_000;
const verifyForMs = 10_000;

function configuredIn(data: Fields): Configured {
	return {
		id: text(data['server_id']),
		start: text(data['start']),
		loaded: text(data['config_load_time']),
		digest: text(data['config_digest']),
		connections: amountOrNothing(data['connections']),
		now: timeOf(data['now']),
	};
}

function at(time: string, utc: boolean): string {
	const moment = timeOf(time);
	return moment === undefined ? unknown : clock(moment, utc);
}

function factsOf({start, loaded, digest, connections, now}: Configured, server: Server, utc: boolean) {
	const [startedAt, loadedAt] = [timeOf(start), timeOf(loaded)];
	const since = (moment: number | undefined): string =>
		moment === undefined
			? unknown
			: `${dateAndClock(moment, utc)}${spanMs(moment, now) === undefined ? '' : `, ${duration(spanMs(moment, now))} ago`}`;
	return [
		{name: 'server', value: server.cluster === '' ? server.name : `${server.name} (${server.cluster})`},
		{name: 'server id', value: server.id},
		{name: 'version', value: server.version},
		{name: 'started', value: since(startedAt)},
		{name: 'configuration read', value: since(loadedAt)},
		...(digest === '' ? [] : [{name: 'its digest', value: digest}]),
		{name: 'connections', value: grouped(connections)},
	];
}

/** Has a server read its configuration again. */
export function reloadPlan(
	model: Model,
	target: CommandTarget & {readonly kind: 'reload'},
	server: Server,
	utc: boolean,
): Plan<Configured> {
	const from = new Map([[server.id, server.name]]);
	const lookUp = {...serverVariables(server.id), from};
	const request = {...reloadServer(server.id), from};
	const isOurs = model.link.serverId === server.id;

	/** The server's configuration now; undefined until it answers. */
	function configuredNow(answers: Answers): Configured | undefined {
		const data = dataFrom(answers, lookUp);
		return typeof data === 'string' ? undefined : configuredIn(data);
	}

	/** The result of the reload, from the configuration before and after. */
	function comparison(before: Configured, after: Configured): {text: string; isLoaded: boolean} {
		if (after.start !== before.start) return {text: `${server.name} is another process now`, isLoaded: true};
		if (after.loaded === before.loaded) return {text: 'the configuration is the one it had', isLoaded: false};
		const change = after.digest === '' ? '' : after.digest === before.digest ? ', it is the same' : ', it has changed';
		return {text: `configuration read at ${at(after.loaded, utc)}${change}`, isLoaded: true};
	}

	return {
		target,
		title: `Reload the configuration of ${server.name}`,
		lookUp: [lookUp],
		find(answers) {
			const data = dataFrom(answers, lookUp);
			if (typeof data === 'string') return {kind: 'refused', reasons: [data]};
			const found = configuredIn(data);
			if (found.id === server.id && found.start !== '') return {kind: 'found', found};
			return {kind: 'refused', reasons: [`${server.name} does not say since when it is up`]};
		},
		describe: found => ({
			parts: [{heading: 'The server', facts: factsOf(found, server, utc)}],
			warnings: [
				'The server reads its file again, as with the signal HUP. Who is no longer allowed in, or over a limit, is disconnected; with an error in the file nothing changes.',
				...(isOurs ? ['This is the server we are connected to: our own link may be cut, and reconnects.'] : []),
			],
			confirmation: confirmationBy([{text: server.name, what: 'the server’s name'}], {
				text: beginningOf(server.id),
				what: 'the first 8 characters of the server’s id',
			}),
		}),
		differs: (shown, now) =>
			shown.start === now.start && shown.id === now.id
				? undefined
				: `${server.name} was started again at ${at(now.start, utc)}`,
		request,
		withinMs,
		told(_found, answers, sentAt) {
			const declined = isDeclined(answers, request, server);
			return {
				reports: [requestReport(answers, request, server, 'has reloaded its configuration', sentAt)],
				conclusion: declined ? {text: 'the configuration is the one it had', tone: 'bad'} : undefined,
				settled: declined,
			};
		},
		verify: [lookUp],
		verifyForMs,
		judge(found, toRequest, answers, sentAt, isOver) {
			const reports = [requestReport(toRequest, request, server, 'has reloaded its configuration', sentAt)];
			const after = configuredNow(answers);
			const parts = [
				after === undefined
					? {heading: 'The server', note: 'before the request', facts: factsOf(found, server, utc)}
					: {heading: 'The server', note: 'after the request', facts: factsOf(after, server, utc)},
			];
			const compared = after === undefined ? undefined : comparison(found, after);
			if (compared?.isLoaded === true) {
				return {reports, parts, conclusion: {text: compared.text, tone: 'good'}, settled: true};
			}
			if (!isOver) return {reports, parts, conclusion: {text: 'looking whether it has…', tone: 'warn'}, settled: false};
			const text = compared?.text ?? `whether it has is not known: ${server.name} does not answer`;
			return {reports, parts, conclusion: {text, tone: 'bad'}, settled: true};
		},
	};
}
