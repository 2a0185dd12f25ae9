// Users in the store of `nsc`.
import {chmodSync, mkdirSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {addresses, createContextHome, loginOf} from './context-home.ts';

const {folder, write, settings, empty, remove} = createContextHome();

afterAll(remove);

beforeEach(empty);

describe('users of nsc', () => {
	const jwt = (claims: object) => `head.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.sign`;
	let data = '';

	beforeAll(() => {
		data = join(folder, 'data');
		const files = {
			'stores/OP/.nsc': '{"name":"OP","kind":"operator"}',
			'stores/OP/OP.jwt': jwt({name: 'OP', nats: {operator_service_urls: ['nats://s1:4333', 'tls://s2']}}),
			'stores/OP/accounts/SYS/SYS.jwt': jwt({name: 'SYS'}),
			'stores/OP/accounts/SYS/users/mon.jwt': jwt({name: 'mon', sub: 'UABC'}),
			'stores/OP/accounts/SYS/users/bare.jwt': jwt({name: 'bare'}),
			'keys/creds/OP/SYS/mon.creds': 'creds',
		};
		for (const [path, text] of Object.entries(files)) {
			const file = join(data, 'nats/nsc', path);
			mkdirSync(dirname(file), {recursive: true});
			writeFileSync(file, text);
		}
	});

	const creds = () => join(data, 'nats/nsc/keys/creds/OP/SYS/mon.creds');

	test.each(['nsc://OP/SYS/mon', 'OP/SYS/mon', 'NSC://OP/SYS/MON', 'nsc://OP/SYS/UABC'])('%s is in the store', nsc => {
		write({'context/x.json': {nsc}});
		const used = settings('--context x', {XDG_DATA_HOME: data, PATH: ''});
		expect(used).toMatchObject({creds: {value: creds(), from: {name: 'the nsc of context x'}}});
		expect(addresses(used)).toBe('s1:4333,s2:4222');
	});

	test('what else the context says counts more', () => {
		write({'context/x.json': {nsc: 'nsc://OP/SYS/mon', url: 'n1', creds: '/mine'}});
		const used = settings('--context x', {XDG_DATA_HOME: data});
		expect(loginOf(used)).toBe('creds=/mine');
		expect(addresses(used)).toBe('n1:4222');
	});

	test.each([
		['OP/SYS/none', 'there is no user "none" in '],
		['OP/sys/mon', 'there is no account "sys" in '],
		['op/SYS/mon', 'there is no operator "op" in '],
		[
			'OP/SYS/bare',
			'nsc has no credentials file of nsc://OP/SYS/bare; write one with nsc generate creds or nats auth user credential, or give another user',
		],
		['OP/SYS', 'it is not written as nsc://OPERATOR/ACCOUNT/USER'],
		['OP/../mon', 'it is not written as nsc://OPERATOR/ACCOUNT/USER'],
	])('%s is not', (nsc, sentence) => {
		write({'context/x.json': {nsc}});
		expect(() => settings('--context x', {XDG_DATA_HOME: data, PATH: ''})).toThrow(sentence);
	});

	test('older places, and those that variables name', () => {
		write({'context/x.json': {nsc: 'OP/SYS/mon'}});
		const old = join(folder, 'old');
		mkdirSync(join(old, '.nsc'), {recursive: true});
		writeFileSync(join(old, '.nsc/nsc.json'), JSON.stringify({store_root: join(data, 'nats/nsc/stores')}));
		const env = {HOME: old, NKEYS_PATH: join(data, 'nats/nsc/keys'), PATH: ''};
		expect(settings('--context x', env).creds?.value).toBe(creds());
	});

	test('where there is the program it is asked', () => {
		const programs = join(folder, 'programs');
		mkdirSync(programs, {recursive: true});
		const script = join(programs, 'nsc');
		write({'context/x.json': {nsc: 'OP/SYS/mon'}});
		const env = {XDG_DATA_HOME: data, PATH: `${programs}:/usr/bin:/bin`};
		const says = (text: string) => {
			writeFileSync(script, `#!/bin/sh\n${text}\n`);
			chmodSync(script, 0o755);
		};
		says(
			`[ "$*" = "generate profile nsc://OP/SYS/mon" ] && echo '{"user_creds":"/their.creds","operator":{"service":["n7"]}}'`,
		);
		const used = settings('--context x', env);
		expect(loginOf(used)).toBe('creds=/their.creds');
		expect(addresses(used)).toBe('n7:4222');
		says('echo "Error: invalid user" >&2; exit 1');
		expect(() => settings('--context x', env)).toThrow(
			'cannot use context x: its nsc user cannot be had: nsc says: invalid user; look at it with nsc generate profile nsc://OP/SYS/mon',
		);
		says(`echo '{"operator":{}}'`);
		expect(() => settings('--context x', env)).toThrow('nsc has no credentials file of nsc://OP/SYS/mon');
	});
});
