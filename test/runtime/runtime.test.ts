// What is driven without waiting: messages come in, and the picture is painted at once.
import {expect, test, vi} from 'vitest';
import type {Message} from '../../source/wire/message.ts';
import {createRuntime} from '../../source/runtime/runtime.ts';
import {textOf} from '../../source/screen/screen.ts';
import type {Source} from '../../source/sources/source.ts';
import {idOf, linkUp, MadeServer, noon, ping} from '../events/made-server.ts';

type Running = {
	readonly history?: string;
	readonly others?: readonly Source[];
	/** The others are watched at the same time, and not only contexts that can be switched to. */
	readonly areWatched?: boolean;
	/** The first one, when it is not one of `after`. */
	readonly source?: Source;
	readonly view?: string;
};

async function running({
	history,
	others = [],
	areWatched = false,
	source: first,
	view = 'servers',
}: Running = {}): Promise<{
	/** Takes messages in, and paints; gives the lines that are seen. */
	readonly after: (...messages: readonly Message[]) => readonly string[];
	readonly press: (...names: readonly string[]) => void;
	readonly [Symbol.asyncDispose]: () => Promise<void>;
}> {
	let now = noon;
	let deliver: (message: Message) => void = () => {};
	const source: Source = {
		label: 'made',
		history,
		start(to) {
			deliver = to;
			return Promise.resolve();
		},
		ask: () => {},
		now: () => now,
		stop: () => Promise.resolve(),
	};
	const runtime = createRuntime({
		source: first ?? source,
		...(areWatched && {others}),
		contexts: {
			list: () => others.map(({label}) => ({name: label, description: '', selected: false})),
			open: name => others.find(({label}) => label === name) ?? source,
		},
		view,
		utc: true,
		recorder: {flightRecorderBytes: 0, program: ''},
		snapshotTexts: () => ({markdown: '', json: ''}),
		terminal: {
			size: () => ({columns: 100, rows: 20}),
			bytesWritten: () => 0,
			redraw: () => {},
			suspend: () => {},
			copy: () => Promise.resolve({by: 'hand'}),
			nextTheme: () => Promise.resolve('theme light'),
			quit: () => {},
		},
	});
	await runtime.start();
	return {
		after(...messages) {
			for (const message of messages) {
				now = message.at;
				deliver(message);
			}
			runtime.resized();
			return runtime.screen().lines.map(textOf);
		},
		press: (...names) => runtime.keys(names),
		[Symbol.asyncDispose]: () => runtime.stop(),
	};
}

const n1 = new MadeServer('n1');
const n2 = new MadeServer('n2');
const again = new MadeServer('n2', {}, idOf('n2 again'));
again.startedAt = noon + 4000;

const firstWords = [
	linkUp(noon),
	ping(noon),
	n1.answer(noon + 10, {active_servers: 2}),
	n2.answer(noon + 20, {active_servers: 2}),
];

test('the verdict and the rows below it are of one moment', async () => {
	await using program = await running();
	expect(program.after(...firstWords)[1]).toContain('● OK  2/2 servers');

	const stopped = program.after(n2.goodbye(noon + 3000, 'SHUTDOWN'));
	expect(stopped[1]).toMatch(/^ ▲ 1 problem {2}n2 shut down 0:00 ago$/);
	expect(stopped.find(line => /^.east +n2 /.test(line))).toContain('shut down');

	const restarted = program.after(again.heartbeat(noon + 5000, {active_servers: 2}));
	// After an orderly stop that is ordinary news.
	expect(restarted[1]).toMatch(/^ ● OK {2}2\/2 servers, oldest number .* · n2 restarted 0:01 ago$/);
	expect(restarted[0]).toContain('2/2 servers');
	expect(restarted.find(line => /^.east +n2 /.test(line))).toContain('restarted');
});

test('a picture that stands still keeps its verdict', async () => {
	await using program = await running();
	program.after(...firstWords);
	program.press('space');
	expect(program.after(n2.goodbye(noon + 3000, 'SHUTDOWN'))[1]).toContain('● OK  2/2 servers');
	program.press('space');
	expect(program.after()[1]).toMatch(/^ ▲ 1 problem {2}n2 shut down 0:00 ago$/);
});

test('what was copied is said, and how', async () => {
	await using program = await running();
	program.after(...firstWords);
	program.press('down', 'y');
	await vi.waitFor(() => expect(program.after().at(-1)).toBe(' copied row of n2 · by hand'), {interval: 1});
});

test('the next theme is said', async () => {
	await using program = await running();
	program.after(...firstWords);
	program.press('T');
	await vi.waitFor(() => expect(program.after().at(-1)).toBe(' theme light'), {interval: 1});
});

test('a history stays with the system that it is of', async () => {
	const linked = (label: string, history?: string): Source => ({
		label,
		contextName: label,
		history,
		start: () => Promise.resolve(),
		ask: () => {},
		now: () => noon,
		stop: () => Promise.resolve(),
	});
	await using program = await running({history: 'EVENTS', others: [linked('other'), linked('again', 'EVENTS')]});
	program.after(...firstWords);
	const switched = async (to: string, said: string): Promise<string> => {
		program.press(':', ...`context ${to}`, 'enter');
		await vi.waitFor(() => expect(program.after()[0]).toContain(`nats-top-sys  ${to}`));
		return program.after().find(line => line.includes(said)) ?? '';
	};
	expect(await switched('other', 'history')).toContain('the past begins here: history EVENTS is of made only');
	// With a history of its own there is nothing to say.
	expect(await switched('again', 'the past begins')).toBe('');
});

type Made = {
	readonly source: Source;
	readonly asked: string[];
	readonly hears: (...messages: readonly Message[]) => void;
};

/** A source of which the test says what comes. */
function made(label: string, now: () => number): Made {
	let deliver: (message: Message) => void = () => {};
	const asked: string[] = [];
	return {
		asked,
		hears(...messages) {
			for (const message of messages) deliver(message);
		},
		source: {
			label,
			start(to) {
				deliver = to;
				return Promise.resolve();
			},
			ask: ({subject}) => asked.push(subject),
			now,
			stop: () => Promise.resolve(),
		},
	};
}

const accountsAsked = '$SYS.REQ.ACCOUNT.PING.STATZ';

test('of several systems each has its own model, and asks for its views only while somebody looks at it', async () => {
	const systems = ['east', 'west', 'lab'].map(label => made(label, () => noon + 1000));
	const [east, west, lab] = systems;
	if (!(east && west && lab)) throw new Error('three systems');
	const others = [west.source, lab.source];
	await using program = await running({source: east.source, others, areWatched: true, view: 'accounts'});
	for (const {hears} of [east, west]) hears(...firstWords);
	const list = program.after();
	expect(list[0]).toContain('3 systems');
	expect(list.find(line => line.includes('1 east '))).toMatch(/up +2\/2 /);
	expect(list.find(line => line.includes('3 lab '))).toMatch(/connecting +– /);
	// Nobody looks at accounts yet.
	await vi.waitFor(() => expect(east.asked.length * west.asked.length).toBeGreaterThan(0), {interval: 1});
	expect([...east.asked, ...west.asked]).not.toContain(accountsAsked);

	program.press('2');
	await vi.waitFor(() => expect(west.asked).toContain(accountsAsked), {interval: 1});
	expect(east.asked).not.toContain(accountsAsked);
	expect(program.after()[0]).toContain('nats-top-sys  west');

	// The link of one is lost: the others are left alone, and know of it.
	const down = JSON.stringify({state: 'down', reason: 'connection closed by the server'});
	east.hears({at: noon + 1000, subject: '(link)', text: down});
	const inWest = program.after();
	expect(inWest[1]).toContain('● OK  2/2 servers');
	expect(inWest.find(line => line.includes(' 1 east '))).toMatch(/1 east ▲ link down +2 west ● OK +3 lab ○ connecting/);
	program.press('x');
	expect(program.after().find(line => line.includes('1 east '))).toMatch(/down .*▲ link down: connection closed/);
	program.press('1');
	expect(program.after()[2]).toContain('LINK DOWN');
	program.press('escape');
	expect(program.after()[0]).toContain('3 systems');
});
