// What holds for every model, whatever it was told.
import {payloadOf} from '../../source/model/messages.ts';
import {tame, tamedLength} from '../../source/format/tame.ts';
import {sumOf} from '../../source/model/account-sum.ts';
import {type Client, rememberedServers} from '../../source/model/client.ts';
import {clientOfConnection} from '../../source/model/live-connection.ts';
import {mostListedConnections, mostListings} from '../../source/model/connection-list.ts';
import type {ConnectionEvent} from '../../source/model/journal-entry.ts';
import {forgottenOf, type Journal} from '../../source/model/journal.ts';
import {rememberedRefusals} from '../../source/model/link.ts';
import {limits, type Model} from '../../source/model/model.ts';
import type {Server} from '../../source/model/server.ts';
import {coverageOf, serversInOrder} from '../../source/model/servers.ts';
import type {Tally} from '../../source/model/tally.ts';

const noControls = /^[^\p{Cc}\p{Cf}\p{Cs}]*$/u;

class Complaints {
	readonly all: string[] = [];

	unless(holds: boolean, complaint: string): void {
		if (!holds) this.all.push(complaint);
	}

	atMost(value: number, limit: number, what: string): void {
		this.unless(value >= 0 && value <= limit, `${what}: ${value}, at most ${limit}`);
	}

	tamed(text: string, what: string): void {
		this.unless(tame(text) === text, `${what} is not tamed: ${JSON.stringify(text.slice(0, tamedLength))}`);
	}

	tally(tally: Tally, what: string): void {
		const sum = tally.counts.reduce((all, one) => all + one, 0);
		this.unless(
			tally.counts.every(one => Number.isFinite(one) && one >= 0),
			`${what} counts ${tally.counts}`,
		);
		this.unless(sum <= tally.total, `${what}: ${sum} in its buckets of ${tally.total}`);
	}

	journal(journal: Journal<unknown>, limit: number, what: string): void {
		this.unless(journal.capacity === limit, `${what} has room for ${journal.capacity}`);
		this.atMost(journal.slots.length, limit, what);
		this.atMost(forgottenOf(journal), journal.added, `${what} let go`);
	}
}

function seeServer(complaints: Complaints, model: Model, server: Server): void {
	const who = `server ${server.name}`;
	const {rates, coverage} = server;
	for (const text of [server.name, server.cluster, server.domain, server.version, server.host, ...server.tags]) {
		complaints.tamed(text, who);
	}
	complaints.unless(
		model.serversByName.get(server.rawName)?.includes(server) === true,
		`${who} is not found by its name`,
	);
	complaints.atMost(server.rawName.length, 128, `${who}, length of its raw name`);
	complaints.atMost(server.id.length, 128, `${who}, length of its id`);
	complaints.atMost(server.tags.length, 32, `${who}, tags`);
	complaints.atMost(server.clockOffsetsMs.length, 9, `${who}, clock offsets`);
	complaints.atMost(server.stats?.peers.length ?? 0, 2000, `${who}, peers`);
	complaints.atMost(server.stats?.gateways.length ?? 0, 2000, `${who}, gateways`);
	complaints.tally(server.slow, `${who}, slow consumers`);
	if (rates !== undefined) {
		const {connections, ...never} = rates;
		complaints.unless(
			connections === undefined || Number.isFinite(connections),
			`${who}, change of connections: ${connections}`,
		);
		for (const [name, rate] of Object.entries(never)) {
			if (rate === undefined) continue;
			complaints.unless(rate >= 0 && Number.isFinite(rate), `${who}, rate of ${name}: ${rate}`);
		}
	}
	const {received, numbered} = coverageOf(server);
	complaints.unless(numbered >= 0 && received >= 0 && received <= numbered, `${who}, ${received} of ${numbered}`);
	complaints.unless(coverage.numberedBefore >= 0, `${who}, ${coverage.numberedBefore} numbered before`);
	complaints.unless(server.lastSeenAt <= model.now, `${who} was heard in the future`);
	for (const [cid, connection] of server.connections) {
		complaints.unless(connection.cid === cid, `${who}, connection ${cid} is kept as ${connection.cid}`);
	}
}

function seeConnections(complaints: Complaints, model: Model): void {
	const live = new Map<Client | undefined, number>();
	let sum = 0;
	for (const server of model.servers.values()) {
		sum += server.connections.size;
		for (const connection of server.connections.values()) {
			const client = clientOfConnection(model, connection);
			live.set(client, (live.get(client) ?? 0) + 1);
		}
	}
	complaints.unless(model.connections === sum, `${model.connections} connections, over the servers ${sum}`);
	complaints.atMost(model.connections, limits.connections, 'connections');
	for (const client of model.clients.values()) {
		const who = `client ${client.name}`;
		complaints.unless(
			client.live === (live.get(client) ?? 0),
			`${who} has ${client.live}, of them ${live.get(client)}`,
		);
		complaints.atMost(client.servers.size, rememberedServers, `${who}, servers`);
		complaints.atMost(client.livesMs.length, 15, `${who}, lives`);
		complaints.unless(
			client.livesMs.every(life => life >= 0),
			`${who} lived ${client.livesMs}`,
		);
		complaints.tally(client.connects, `${who}, connects`);
		complaints.tally(client.disconnects, `${who}, disconnects`);
		const {account, user, name, host, language, version, kind, lastReason} = client;
		for (const text of [account, user, name, host, language, version, kind, lastReason]) complaints.tamed(text, who);
	}
}

function seeAccounts(complaints: Complaints, model: Model): void {
	for (const account of model.accounts.values()) {
		const who = `account ${account.name}`;
		complaints.tamed(account.id, who);
		complaints.tamed(account.name, who);
		complaints.atMost(account.claims?.told.size ?? 0, limits.servers + 1, `${who}, servers that told its claims`);
		for (const tally of [account.connects, account.disconnects, account.slow]) complaints.tally(tally, who);
		for (const [serverId, share] of account.shares) {
			complaints.unless(model.servers.has(serverId), `${who} has a share on a server that is not known`);
			for (const [name, rate] of Object.entries(share.rates ?? {})) {
				if (rate === undefined) continue;
				complaints.unless(rate >= 0 && Number.isFinite(rate), `${who}, rate of ${name}: ${rate}`);
			}
		}
		const sums = Object.values(sumOf(model, account)).filter(value => value !== undefined);
		complaints.unless(sums.every(Number.isFinite), `${who} sums up to ${sums}`);
	}
}

function seeEvent(complaints: Complaints, event: ConnectionEvent): void {
	const {account, accountName, user, name, host, language, version, connectionKind, clientType, reason} = event;
	for (const text of [account, accountName, user, name, host, language, version, connectionKind, clientType, reason]) {
		complaints.tamed(text, `an event of ${event.kind}`);
	}
}

function seeJournals(complaints: Complaints, model: Model): void {
	const {connections, refusals, notices, messages} = model.journals;
	complaints.journal(connections, limits.connectionEvents, 'connection events');
	complaints.journal(refusals, limits.refusals, 'refusals');
	complaints.journal(notices, limits.notices, 'notices');
	complaints.journal(messages, limits.messages, 'messages');
	for (const {event, count} of [...connections.slots, ...refusals.slots]) {
		seeEvent(complaints, event);
		complaints.unless(count >= 1, `a run of ${count}`);
	}
	for (const {who, text, count} of notices.slots) {
		complaints.tamed(who, 'a notable');
		complaints.unless(noControls.test(text) && text.length < 1000, `a notable says ${JSON.stringify(text)}`);
		complaints.unless(count >= 1, `a notable of ${count}`);
	}
	complaints.atMost(model.longTexts.bytes.length, limits.longTextsBytes, 'bytes of long texts');
	for (const message of messages.slots) {
		const {text, subject} = message;
		const most = typeof text === 'string' ? limits.longTextLength - 1 : limits.messageLength;
		complaints.atMost(payloadOf(model, message)?.length ?? 0, most, `units of a message on ${subject}`);
	}
	complaints.atMost(model.misunderstood + model.duplicates, messages.added, 'messages not understood or come twice');
}

/** What is wrong with the model, in words; nothing when all is well. */
export function invariantsOf(model: Model): readonly string[] {
	const complaints = new Complaints();
	complaints.atMost(model.servers.size, limits.servers, 'servers');
	complaints.atMost(model.accounts.size, limits.accounts, 'accounts');
	complaints.atMost(model.clients.size, limits.clients, 'clients');
	complaints.atMost(model.refused.size, limits.refused, 'refused identities');
	complaints.atMost(model.link.refused.size, rememberedRefusals, 'refused subjects');
	complaints.atMost(model.pingRound?.answered.size ?? 0, limits.servers, 'answers');
	const named = [...model.serversByName.values()];
	complaints.unless(
		named.every(servers => servers.length > 0),
		'a name without a server',
	);
	complaints.unless(named.flat().length === model.servers.size, 'servers by name are others than servers');
	complaints.unless(
		new Set(serversInOrder(model)).size === model.servers.size &&
			serversInOrder(model).every(server => model.servers.get(server.id) === server),
		'servers in order are others than servers',
	);
	for (const server of model.servers.values()) seeServer(complaints, model, server);
	seeConnections(complaints, model);
	seeAccounts(complaints, model);
	for (const identity of model.refused.values()) {
		const {user, name, host, language, version, kind, lastReason} = identity;
		for (const text of [user, name, host, language, version, kind, lastReason]) complaints.tamed(text, 'a refused one');
		complaints.atMost(identity.servers.size, rememberedServers, 'servers of a refused one');
		complaints.tally(identity.attempts.recent, 'attempts');
	}
	complaints.atMost(model.listings.size, mostListings, 'lists of connections');
	for (const listing of model.listings.values()) {
		const kept = [...listing.values()].reduce((sum, {listed}) => sum + listed.length, 0);
		complaints.atMost(kept, mostListedConnections, 'connections of a list');
	}
	for (const [name, tally] of Object.entries(model.tallies)) complaints.tally(tally, name);
	for (const [what, many] of Object.entries(model.forgotten)) complaints.atMost(many, Infinity, `forgotten ${what}`);
	seeJournals(complaints, model);
	return complaints.all;
}
