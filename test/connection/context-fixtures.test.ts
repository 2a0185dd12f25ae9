// The contexts that the `nats` program writes, one for each kind of login, are used here as they are. Where that
// program is installed it must let itself in with them too, as the same user of the same server.
import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {thisMachine} from '../../source/connection/machine.ts';
import type {Message} from '../../source/message.ts';
import {natsSource} from '../../source/sources/nats.ts';
import {stopServers} from '../helpers/nats-server.ts';
import {natsProgram, saidBy} from './nats-program.ts';
import {settingsOf} from './settings-of.ts';
import {openWaysIn, type WaysIn} from './ways-in.ts';

const fixtures = new URL('../fixtures/contexts/', import.meta.url).pathname;
const names = readdirSync(fixtures)
	.filter(name => name.endsWith('.json'))
	.map(name => name.replace(/\.json$/, ''));
const temporary = mkdtempSync(join(tmpdir(), 'contexts-'));
const config = join(temporary, 'config');
const nats = natsProgram();
let ways: WaysIn;

beforeAll(async () => {
	ways = await openWaysIn();
	mkdirSync(join(config, 'nats/context'), {recursive: true});
	for (const name of names) {
		const text = readFileSync(join(fixtures, `${name}.json`), 'utf8');
		writeFileSync(join(config, 'nats/context', `${name}.json`), ways.filled(text), {mode: 0o600});
	}
});

afterAll(async () => {
	await stopServers();
	ways.removeFiles();
	rmSync(temporary, {recursive: true});
});

type Identity = {readonly server: {readonly name: string}; readonly data: {readonly user: string}};

/** Who we are with a context, as the server tells it. */
async function ours(name: string): Promise<Identity> {
	const machine = thisMachine({XDG_CONFIG_HOME: config, ...ways.variables});
	const settings = settingsOf(`--context ${name}`, {}, machine);
	expect(settings.label).toBe(name);
	const source = natsSource(settings, {machine});
	const answer = Promise.withResolvers<string>();
	const told: Message[] = [];
	try {
		await source.start(message => {
			told.push(message);
			if (/^_INBOX\..*USER\.INFO$/.test(message.subject)) answer.resolve(message.text);
		});
		source.ask({subject: '$SYS.REQ.USER.INFO', body: ''});
		const identity: Identity = JSON.parse(await answer.promise);
		for (const secret of ways.secrets) expect(JSON.stringify(told)).not.toContain(secret);
		return identity;
	} finally {
		await source.stop();
	}
}

async function theirs(program: string, name: string): Promise<Identity> {
	const said = await saidBy(program, ['--context', name, 'req', '$SYS.REQ.USER.INFO', '', '--raw'], {
		HOME: temporary,
		XDG_CONFIG_HOME: config,
		...ways.variables,
	});
	return JSON.parse(said);
}

describe('a context', () => {
	test.each(names)('%s', async name => {
		const identity = await ours(name);
		expect(identity.data.user).not.toBe('');
		if (nats === undefined) return;
		const {server, data} = await theirs(nats, name);
		expect({server: server.name, data}).toEqual({server: identity.server.name, data: identity.data});
	});
});

test('the fixtures are what the nats program writes', async () => {
	const folder = nats === undefined ? fixtures : join(temporary, 'written');
	if (nats !== undefined) {
		mkdirSync(folder);
		await saidBy('sh', [join(fixtures, 'make.sh'), nats, folder], {HOME: temporary});
	}
	for (const name of names) {
		const file = `${name}.json`;
		expect(readFileSync(join(folder, file), 'utf8'), name).toBe(readFileSync(join(fixtures, file), 'utf8'));
	}
	expect(readdirSync(folder).filter(file => file.endsWith('.json')).length).toBe(names.length);
});
