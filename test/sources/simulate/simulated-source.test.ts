import {afterEach, describe, expect, test} from 'vitest';
import {CannotStart} from '../../../source/errors/cannot-start.ts';
import type {Message} from '../../../source/wire/message.ts';
import {type SimulatedSourceOptions, simulatedSource} from '../../../source/sources/simulate/simulated-source.ts';
import type {Source} from '../../../source/sources/source.ts';

const startAt = Date.UTC(2026, 10, 23, 12);
const running: Source[] = [];

/** A started source on a clock of our own, and what it delivered. */
async function begun(options: Partial<SimulatedSourceOptions> = {}) {
	const clock = {now: startAt};
	const source = simulatedSource({seed: 7, now: () => clock.now, ...options});
	running.push(source);
	const messages: Message[] = [];
	const waiting = new Set<(message: Message) => void>();
	await source.start(message => {
		messages.push(message);
		for (const look of waiting) {
			look(message);
		}
	});

	/** Resolves with the next message of which something is true, once all that came with it are there too. */
	const arrival = (isIt: (message: Message) => boolean): Promise<Message> =>
		new Promise((resolve, reject) => {
			const deadline = setTimeout(() => reject(new Error('it did not arrive')), 30_000);
			const look = (message: Message): void => {
				if (isIt(message)) {
					clearTimeout(deadline);
					waiting.delete(look);
					resolve(message);
				}
			};
			waiting.add(look);
		});

	return {source, messages, clock, arrival};
}

afterEach(async () => {
	await Promise.all(running.splice(0).map(source => source.stop()));
});

test('has a label', () => {
	expect(simulatedSource({seed: 1}).label).toBe('demo');
	expect(simulatedSource({seed: 1, servers: 50}).label).toBe('demo of 50 servers');
});

test('delivers the link first, before start resolves', async () => {
	const {messages} = await begun();
	expect(messages.map(({subject}) => subject)).toEqual(['(link)']);
	expect(messages[0]?.at).toBe(startAt);
});

test('delivers by itself as the clock goes on', async () => {
	const {arrival, messages, clock} = await begun();
	clock.now += 4000;
	const first = await arrival(({subject}) => subject.endsWith('.STATSZ'));
	expect(first.at).toBeGreaterThan(startAt);
	expect(Math.max(...messages.map(({at}) => at))).toBeLessThanOrEqual(clock.now);
});

test('runs at the speed it is given', async () => {
	const {arrival, clock} = await begun({speed: 10});
	clock.now += 1000;
	const refused = await arrival(({text}) => text.includes('billing-worker') && text.includes('Authentication Failure'));
	expect(refused.at).toBeGreaterThan(startAt + 8000);
});

describe('a question', () => {
	test('is delivered before its answers, which come later', async () => {
		const {source, messages, clock, arrival} = await begun();
		source.ask({subject: '$SYS.REQ.SERVER.PING', body: ''});
		expect(messages.at(-1)).toMatchObject({at: startAt, subject: '$SYS.REQ.SERVER.PING', text: ''});
		clock.now += 60;
		const isAnswer = ({subject}: Message): boolean => subject.startsWith('_INBOX.');
		const answer = await arrival(isAnswer);
		expect(answer.at).toBeGreaterThan(startAt);
		expect(messages.filter(isAnswer)).toHaveLength(6);
	});

	test('does nothing before the start and after the end', async () => {
		const source = simulatedSource({seed: 7});
		source.ask({subject: '$SYS.REQ.SERVER.PING', body: ''});
		const {source: stopped, messages} = await begun();
		await stopped.stop();
		await stopped.stop();
		const before = messages.length;
		stopped.ask({subject: '$SYS.REQ.SERVER.PING', body: ''});
		expect(messages).toHaveLength(before);
	});
});

test('begins again after the clock has jumped', async () => {
	const {source, messages, clock} = await begun();
	const first = messages[0];
	clock.now += 8 * 3_600_000;
	source.ask({subject: '$SYS.REQ.SERVER.PING', body: ''});
	expect(messages.length).toBeLessThan(10);
	const links = messages
		.filter(({subject}) => subject === '(link)')
		.map(({text}) => JSON.parse(text) as {state: string; serverId?: string});
	expect(links.map(({state}) => state)).toEqual(['up', 'down', 'up']);
	expect(links[2]?.serverId).not.toBe((JSON.parse(first?.text ?? '') as {serverId: string}).serverId);
	expect(messages.filter(({at}) => at > startAt).every(({at}) => at === clock.now)).toBe(true);
});

test.each([0, -2, 1.5, Number.NaN])('refuses to be of %d servers', async servers => {
	const starting = simulatedSource({seed: 1, servers}).start(() => {});
	await expect(starting).rejects.toThrow(CannotStart);
	await expect(starting).rejects.toThrow(`there is no system of ${servers} servers`);
});
