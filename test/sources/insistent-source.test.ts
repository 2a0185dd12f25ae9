// What cannot be connected to is tried again, and says why and when in messages about its own link.
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {CannotStart} from '../../source/errors/cannot-start.ts';
import {insistentSource} from '../../source/sources/insistent-source.ts';
import type {Source} from '../../source/sources/source.ts';
import {whyNotConnected} from '../../source/sources/why-not-connected.ts';
import {linkSubject, type LinkReport, type Message} from '../../source/wire/message.ts';

const at = 1_000_000;
const refusal = new CannotStart('cannot connect to n1:4222', 'nothing is listening there', 'check the address');

type Try = 'refuse' | 'throw' | 'connect';

/** A source whose tries go as is told; `events` are what became of each. */
function tried(tries: readonly Try[], waitMs = 0) {
	const events: string[] = [];
	const reports: LinkReport[] = [];
	let resolveConnected = (): void => {};
	const connected = new Promise<void>(resolve => {
		resolveConnected = resolve;
	});
	let number = 0;
	const source = insistentSource({
		label: 'lab',
		now: () => at,
		waitMs: () => waitMs,
		open(): Source {
			const outcome = tries[number] ?? 'connect';
			number++;
			if (outcome === 'throw') throw refusal;
			return {
				label: `try ${number}`,
				start(deliver) {
					events.push('begun');
					if (outcome === 'refuse') return Promise.reject(refusal);
					deliver({
						at,
						subject: linkSubject,
						text: JSON.stringify({state: 'up', address: '', serverId: '', serverName: '', cid: 1}),
					});
					resolveConnected();
					return Promise.resolve();
				},
				ask: ({subject}) => events.push(`asked ${subject}`),
				now: () => at,
				stop() {
					events.push('stopped');
					return Promise.resolve();
				},
			};
		},
	});
	const deliver = ({subject, text}: Message): void => {
		expect(subject).toBe(linkSubject);
		reports.push(JSON.parse(text));
	};
	return {source, events, reports, deliver, connected};
}

describe('a source that insists', () => {
	test('begins at once, and says with each try that fails why, and when it is tried again', async () => {
		const {source, reports, events, deliver, connected} = tried(['refuse', 'throw', 'connect']);
		await source.start(deliver);
		await connected;
		const failed = (attempt: number) => [
			{state: 'trying', attempt},
			{
				state: 'trying',
				attempt,
				reason: 'nothing is listening there (cannot connect to n1:4222); check the address',
				againAt: at,
			},
		];
		expect(reports).toEqual([
			...failed(1),
			...failed(2),
			{state: 'trying', attempt: 3},
			expect.objectContaining({state: 'up'}),
		]);
		source.ask({subject: 'ping', body: ''});
		await source.stop();
		expect(events).toEqual(['begun', 'stopped', 'begun', 'asked ping', 'stopped']);
	});

	test('tries nothing more after it was stopped, and asks nothing before it is connected', async () => {
		const {source, reports, events, deliver} = tried(['refuse', 'connect'], 3_600_000);
		const failed = new Promise<void>(resolve => {
			void source.start(message => {
				deliver(message);
				if (reports.length === 2) resolve();
			});
		});
		await failed;
		source.ask({subject: 'ping', body: ''});
		await source.stop();
		await source.stop();
		expect(events).toEqual(['begun', 'stopped']);
		expect(reports).toHaveLength(2);
	});

	test('tries at once when it is told to while it waits, and not twice', async () => {
		const {source, events, deliver, reports, connected} = tried(['refuse', 'connect'], 3_600_000);
		await new Promise<void>(resolve => {
			void source.start(message => {
				deliver(message);
				if (reports.length === 2) resolve();
			});
		});
		source.connectNow?.();
		source.connectNow?.();
		await connected;
		source.connectNow?.();
		await source.stop();
		expect(events).toEqual(['begun', 'stopped', 'begun', 'stopped']);
	});

	test('connects in the end, however often it could not before', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(fc.constantFrom<Try>('refuse', 'throw'), {maxLength: 8}), async tries => {
				const {source, reports, deliver, connected} = tried(tries);
				await source.start(deliver);
				await connected;
				await source.stop();
				expect(reports.map(({state}) => state)).toEqual([...tries.flatMap(() => ['trying', 'trying']), 'trying', 'up']);
			}),
			{seed: 20_261_127, numRuns: 20},
		);
	});
});

test('what is in the way is harmless to show', () => {
	expect(whyNotConnected(new Error(`no\u001B[31m ${'x'.repeat(900)}`))).not.toMatch(/\u001B|x{300}/);
});
