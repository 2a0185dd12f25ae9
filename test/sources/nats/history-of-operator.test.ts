// A history where accounts are JWTs: the system account imports the request that reads the stream, and the account of the
// stream exports it either for many responses, or, as `nats auth` does, for a single one and under another subject.
import {jwtAuthenticator} from 'nats';
import {afterAll, afterEach, describe, expect, test} from 'vitest';
import {permissionsFor} from '../../../source/connection/permissions/permissions.ts';
import {createOperatorMode} from '../../connection/operator-mode.ts';
import {connectAs, type NatsServer, patientLogin, startServer, stopServers} from '../../helpers/nats-server.ts';
import {run, stopSources} from './running-source.ts';

afterAll(stopServers);
afterEach(stopSources);

type Way = {
	/** `Stream` for many responses to a request. */
	readonly responses: 'Stream' | 'Singleton';
	readonly apiPrefix?: string;
};

const ways: readonly Way[] = [{responses: 'Stream'}, {responses: 'Singleton', apiPrefix: 'HISTORY.API'}];
const events = ['$SYS.SERVER.*.STATSZ', '$SYS.SERVER.*.CLIENT.AUTH.ERR', '$SYS.ACCOUNT.>'];
const captured = ['$SYS.SERVER.*.STATSZ', '$SYS.ACCOUNT.*.CONNECT', '$SYS.ACCOUNT.*.DISCONNECT'];
const get = '$JS.API.DIRECT.GET.HISTORY';
const limits = {
	...{subs: -1, data: -1, payload: -1, imports: -1, exports: -1, wildcards: true, conn: -1, leaf: -1},
	...{mem_storage: -1, disk_storage: -1, streams: -1, consumer: -1},
};

async function started({responses, apiPrefix = '$JS.API'}: Way) {
	const operator = createOperatorMode();
	const {ids} = operator;
	const local = `${apiPrefix}.DIRECT.GET.HISTORY`;
	const accounts = operator.configWithBoth({
		SYS: {
			exports: events.map(subject => ({name: subject, subject, type: 'stream'})),
			imports: [{name: 'history', subject: get, account: ids.APP, type: 'service', local_subject: local}],
		},
		APP: {
			limits,
			exports: [{name: 'history', subject: get, type: 'service', response_type: responses}],
			imports: events.map(subject => ({name: subject, subject, account: ids.SYS, type: 'stream'})),
		},
	});
	const server = await startServer({
		accounts: `${accounts}\n${patientLogin}`,
		config: 'jetstream { store_dir: "$folder/jetstream" }',
	});
	const client = clientOf(operator, server);
	const first = await client();
	const stream = {subjects: captured, num_replicas: 1, no_ack: true, allow_direct: true};
	const made = await first.request('$JS.API.STREAM.CREATE.HISTORY', JSON.stringify({name: 'HISTORY', ...stream}), {
		timeout: 30_000,
	});
	expect(made.json()).not.toHaveProperty('error');
	return {operator, server, client, subject: `$SYS.ACCOUNT.${ids.APP}.CONNECT`};
}

/** Connects clients of the account that has the stream. */
function clientOf(operator: ReturnType<typeof createOperatorMode>, server: NatsServer) {
	const {jwt, seed} = operator.user('APP', 'app');
	const authenticator = jwtAuthenticator(jwt, new TextEncoder().encode(seed));
	return (name = 'app') => connectAs(server, undefined, {authenticator, name});
}

describe.each(ways)('exported for responses: $responses', way => {
	test('comes first, and live goes on where it ends, for a user with the permissions that are printed', async () => {
		const {operator, server, client, subject} = await started(way);
		const names = (messages: ReadonlyArray<{readonly subject: string; readonly text: string}>) =>
			messages
				.filter(message => message.subject === subject)
				.map(({text}) => (JSON.parse(text) as {client: {name: string}}).client.name)
				.filter(name => name !== 'app');
		const expected = Array.from({length: 260}, (_, index) => `c${index}`);
		const comeAndGo = async (from: number, to: number): Promise<void> => {
			for (const name of expected.slice(from, to)) await (await client(name)).close();
		};
		await comeAndGo(0, 240);
		const history = {stream: 'HISTORY', apiPrefix: way.apiPrefix};
		const list = permissionsFor('watch', {byJwt: true, history});
		const allowed = (wanted: 'publish' | 'subscribe') => ({
			allow: list.filter(({operation}) => operation === wanted).map(({subject: each}) => each),
		});
		const {jwt, seed} = operator.user('SYS', 'top', {nats: {pub: allowed('publish'), sub: allowed('subscribe')}});
		const source = run(`-s ${server.url} --jwt ${jwt} --seed ${seed}`, {history});
		await comeAndGo(240, 250);
		const {messages, message, reports} = await source;
		const up = messages.findIndex(({text}) => text.includes('"state":"up"'));
		expect(names(messages.slice(0, up)).length).toBeGreaterThanOrEqual(240);
		expect(messages[up]?.text).toContain('"continues":true');
		await comeAndGo(250, 260);
		await message('the last client', ({text}) => text.includes('"c259"'));
		expect(names(messages)).toEqual(expected);
		expect(reports().filter(({state}) => state === 'refused')).toEqual([]);
	});
});
