// What an account's page says beyond its shares: how it is set up and what its JetStream uses, asked of one server.
import type {Poll} from '../../asking/poll.ts';
import {bytesInWords, grouped, percent, unknown} from '../../format/number.ts';
import {ageInWords, dateAndClock} from '../../format/time.ts';
import type {Account} from '../../model/account.ts';
import type {AccountJetStream, AccountSettings} from '../../model/account-details.ts';
import {isOperatorAccount} from '../../model/claims.ts';
import type {Model} from '../../model/model.ts';
import type {Server} from '../../model/server.ts';
import {shownNameOf} from '../../model/server-names.ts';
import {isSpeaking} from '../../model/server-state.ts';
import {serversInOrder} from '../../model/servers.ts';
import {accountInfoOn} from '../../requests/account-info.ts';
import {jetStreamOfAccount} from '../../requests/jetstream.ts';
import type {Request} from '../../requests/request.ts';
import type {Style} from '../../screen/screen.ts';
import type {Look} from '../look.ts';
import {blank, fact, heading, type PageLine} from './page.ts';

const askEveryMs = 10_000;

/** A name that can stand in a subject; with dots in it nobody would listen. */
const askable = /^[^\s.*>]+$/;

type Asked = {readonly server: Server; readonly request: Request};

/** The server that knows it best: the one with most of its connections among those that are heard. */
function busiest(model: Model, account: Account, isFit: (server: Server) => boolean): Server | undefined {
	const fit = serversInOrder(model).filter(server => isSpeaking(server) && isFit(server));
	const connections = ({id}: Server): number => account.shares.get(id)?.connections ?? -1;
	return fit.reduce<Server | undefined>(
		(best, server) => (best === undefined || connections(server) > connections(best) ? server : best),
		undefined,
	);
}

/** Accounts of an operator are asked about at all servers already, for their claims. */
function askedForSettings(model: Model, account: Account): Asked | undefined {
	if (isOperatorAccount(account.id) || !askable.test(account.id)) return undefined;
	const server = busiest(model, account, ({id}) => account.shares.has(id));
	return server && {server, request: accountInfoOn(account.id, server.name)};
}

function askedForJetStream(model: Model, account: Account): Asked | undefined {
	const server = busiest(model, account, ({jetStream}) => jetStream);
	return server && {server, request: jetStreamOfAccount(server.id, account.id)};
}

/** What is asked while an account's page is open: one server at a time. */
export function accountDetailPolls(model: Model, account: Account): readonly Poll[] {
	return [askedForSettings(model, account), askedForJetStream(model, account)].flatMap(asked =>
		asked === undefined ? [] : [{request: asked.request, everyMs: askEveryMs, scope: 'one'}],
	);
}

/** Who told it and when; before that, what asking for it costs. */
function noteOf(
	{model}: Look,
	told: {readonly serverId: string; readonly at: number} | undefined,
	asked: Asked | undefined,
	size: string,
): string {
	if (told !== undefined) return `told by ${shownNameOf(model, told.serverId)} ${ageInWords(model.now - told.at)} ago`;
	if (asked === undefined) return 'no server to ask';
	if (model.link.refused.has(asked.request.subject)) return 'our user may not ask for it';
	return `asks ${shownNameOf(model, asked.server.id)}: 1 answer, about ${size}`;
}

function settingFacts({utc}: Look, told: AccountSettings): readonly PageLine[] {
	const invalid = (told.invalidImports ?? 0) > 0 ? `, ${grouped(told.invalidImports)} invalid` : '';
	const incomplete = told.isComplete ? '' : ', some not resolved';
	return [
		fact('loaded at', told.loadedAt === undefined ? unknown : dateAndClock(told.loadedAt, utc)),
		...(told.isExpired ? [fact('state', 'expired', 'bad')] : []),
		fact(
			'imports',
			`${grouped(told.imports)}${invalid}${incomplete}`,
			`${invalid}${incomplete}` === '' ? undefined : 'warn',
		),
		fact('exports', grouped(told.exports)),
		fact('mappings', grouped(told.mappings)),
		fact('revoked users', grouped(told.revocations)),
		fact('JetStream', told.hasJetStream ? 'on' : 'off'),
	];
}

/** `111 KiB with all replicas, 0 % of 1.0 GiB`. */
function usedFact(name: string, used: number | undefined, limit: AccountJetStream['storageLimitBytes']): PageLine {
	if (typeof limit !== 'number') {
		return fact(name, `${bytesInWords(used)} with all replicas, ${limit === 'none' ? 'no limit' : 'limit not told'}`);
	}
	const share = used === undefined ? undefined : (used / limit) * 100;
	const style: Style | undefined = share === undefined || share < 90 ? undefined : share < 100 ? 'warn' : 'bad';
	return fact(name, `${bytesInWords(used)} with all replicas, ${percent(share)} of ${bytesInWords(limit)}`, style);
}

function jetStreamFacts(told: AccountJetStream): readonly PageLine[] {
	return [
		usedFact('memory', told.memoryBytes, told.memoryLimitBytes),
		usedFact('store', told.storageBytes, told.storageLimitBytes),
		fact(
			'API',
			`${grouped(told.apiRequests)} requests, ${grouped(told.apiErrors)} errors on that server since its start`,
		),
	];
}

function settingLines(look: Look, account: Account): readonly PageLine[] {
	const told = account.details?.settings;
	const asked = askedForSettings(look.model, account);
	if (told === undefined && asked === undefined) return [];
	const note = noteOf(look, told, asked, '0.7 KiB');
	return [blank, heading('Settings', note), ...(told === undefined ? [] : settingFacts(look, told))];
}

function jetStreamLines(look: Look, account: Account): readonly PageLine[] {
	const told = account.details?.jetStream;
	const asked = askedForJetStream(look.model, account);
	// An account without JetStream has nothing to tell of it.
	const isOff = account.details?.settings?.hasJetStream === false;
	if ((told === undefined || 'isOff' in told) && (isOff || asked === undefined)) return [];
	const title = heading('JetStream use', noteOf(look, told, asked, '0.8 KiB'));
	if (told === undefined) return [blank, title];
	return [blank, title, ...('isOff' in told ? [fact('use', 'nothing kept there')] : jetStreamFacts(told))];
}

/** Settings and use of JetStream. */
export function accountDetailLines(look: Look, account: Account): readonly PageLine[] {
	return [...settingLines(look, account), ...jetStreamLines(look, account)];
}
