// A push of claims, answered by servers that are silent, late, gone, old, or refuse. Time is an argument.
import {describe, expect, test} from 'vitest';
import {beginCommand} from '../../source/commands/catalogue.ts';
import {noon} from '../events/made-server.ts';
import {
	claimsOf,
	issuedAt,
	tokenOf,
	newClaims,
	oldClaims,
	Talk,
	push,
	trusting,
	info,
	unknownAccount,
	said,
	error,
} from './talk.ts';

describe('a push', () => {
	function shown(): Talk {
		const talk = new Talk(push, [], ['n1', 'n2', 'n3']);
		talk.reply('.VARZ', trusting, 'n1');
		for (const name of ['n1', 'n2', 'n3']) talk.reply('.INFO', name === 'n3' ? unknownAccount : info(oldClaims), name);
		expect(talk.command.stage).toBe('ready');
		return talk;
	}

	function onItsWay(): Talk {
		const talk = shown();
		talk.confirm();
		talk.reply('.VARZ', trusting, 'n1');
		for (const name of ['n1', 'n2', 'n3']) talk.reply('.INFO', name === 'n3' ? unknownAccount : info(oldClaims), name);
		expect(talk.command.stage).toBe('sent');
		return talk;
	}

	const reports = ({command}: Talk): readonly string[] => command.reports.map(({server, text}) => `${server} ${text}`);

	test('reports what each server did', () => {
		const talk = onItsWay();
		talk.reply('.UPDATE', said('jwt updated'), 'n1');
		talk.reply('.UPDATE', error('jwt validation failed - validation errors: x'), 'n2');
		talk.reply('.UPDATE', said('jwt update skipped'), 'n3');
		talk.reply('.INFO', info(newClaims), 'n1');
		talk.reply('.INFO', info(oldClaims), 'n2');
		talk.reply('.INFO', unknownAccount, 'n3');
		expect(reports(talk)).toEqual([
			'n1 uses the new claims, “jwt updated”',
			'n2 refuses the claims: jwt validation failed - validation errors: x',
			'n3 not stored: the account is not in use there, “jwt update skipped”',
		]);
		expect(talk.command).toMatchObject({
			stage: 'done',
			conclusion: {text: '1 of 3 servers took the new claims', tone: 'bad'},
		});
	});

	test('names who said yes and goes on as before, and who says nothing', () => {
		const talk = onItsWay();
		talk.reply('.UPDATE', said('jwt updated'), 'n1');
		talk.reply('.UPDATE', said('jwt updated'), 'n2');
		expect(talk.wait(1000).stage).toBe('verifying');
		talk.reply('.INFO', info(newClaims), 'n1');
		talk.reply('.INFO', info(oldClaims), 'n2');
		expect(talk.command.conclusion).toEqual({text: '1 of 3 servers took the new claims so far…', tone: 'warn'});
		talk.wait(3000);
		expect(reports(talk)).toEqual([
			'n1 uses the new claims, “jwt updated”',
			'n2 uses the old claims, “jwt updated”',
			'n3 does not answer',
		]);
		expect(talk.command).toMatchObject({stage: 'done', conclusion: {tone: 'bad'}});
	});

	test('counts an answer that comes late, and one of somebody who is no server', () => {
		const talk = onItsWay();
		for (const name of ['n1', 'n2', 'nats-account-server']) talk.reply('.UPDATE', said('jwt updated'), name);
		expect(talk.wait(1000).stage).toBe('verifying');
		talk.reply('.UPDATE', said('jwt updated'), 'n3');
		for (const name of ['n1', 'n2', 'n3']) talk.reply('.INFO', info(newClaims), name);
		expect(reports(talk).slice(0, 3)).toEqual(
			['n1', 'n2', 'n3'].map(name => `${name} uses the new claims, “jwt updated”`),
		);
		expect(talk.command.reports.map(({server}) => server)).toContain('nats-account-server');
	});

	test('to nobody who takes claims is told as that', () => {
		const talk = onItsWay();
		expect(talk.nobody('.UPDATE')).toMatchObject({
			stage: 'done',
			conclusion: {text: 'no server takes claims: nothing was changed', tone: 'bad'},
		});
	});

	test('shows where servers disagree', () => {
		const talk = new Talk(push);
		talk.reply('.VARZ', trusting, 'n1');
		talk.reply('.INFO', info(oldClaims), 'n1');
		const command = talk.reply('.INFO', info(claimsOf('older', 4, issuedAt - 120)), 'n2');
		expect(command.parts[0]).toMatchObject({
			heading: 'What changes',
			note: 'against the live ones of 2026-11-23 11:58:00',
			facts: [
				{name: 'connections', value: '5 → 9', tone: 'accent'},
				{name: 'other claims on', value: 'n2', tone: 'warn'},
			],
		});
	});

	test('is refused when the claims expire while they are looked at', () => {
		const talk = new Talk(push);
		expect(talk.command.stage).toBe('looking');
		const expiring = tokenOf({...newClaims, exp: noon / 1000 + 60});
		talk.go(
			beginCommand(talk.model, push, {now: noon, utc: true, isSigned: () => true, file: 'new.jwt', fileText: expiring}),
		);
		for (const at of [1, 61]) {
			talk.now = noon + at * 1000;
			talk.reply('.VARZ', trusting, 'n1');
			for (const name of ['n1', 'n2']) talk.reply('.INFO', info(oldClaims), name);
			talk.confirm();
		}
		expect(talk.command).toMatchObject({stage: 'refused', reasons: ['it has expired: 2026-11-23 12:01:00']});
		expect(talk.count('.UPDATE')).toBe(0);
	});

	test('waits for no server that was silent before', () => {
		const talk = new Talk(push, [], ['n1', 'n2', 'n3']);
		talk.reply('.VARZ', trusting, 'n1');
		talk.reply('.INFO', info(oldClaims), 'n1');
		expect(talk.wait(500).stage).toBe('looking');
		expect(talk.wait(1000).stage).toBe('ready');
	});
});
