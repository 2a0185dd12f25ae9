// The program at real servers, without a terminal: the live source, the core and the seconds that pass, as the runtime
// puts them together. What was told is noted at each whole second, so that a test can see what never was.
import {createCore} from '../../source/core/core.ts';
import type {Problem} from '../../source/insight/problem.ts';
import {asHeard} from '../../source/model/model.ts';
import {serversInOrder} from '../../source/model/servers.ts';
import {shownName} from '../../source/model/server-names.ts';
import {snapshotOf} from '../../source/output/snapshot.ts';
import {textOf} from '../../source/screen/screen.ts';
import {createEverySecond} from '../../source/runtime/every-second.ts';
import {createWatch} from '../../source/runtime/watch.ts';
import {natsSource, type NatsSourceOptions} from '../../source/sources/nats/nats-source.ts';
import {settingsOf} from '../connection/settings-of.ts';
import {below, rowWith} from '../e2e/frame.ts';
import {recordingNothing} from './recording-nothing.ts';

const columns = 220;
const rows = 60;

/** What is told of a server, in the places where it is told. */
type ServerTold = {
	/** Its row in the view of servers. */
	readonly state: string;
	readonly age: string;
	readonly connections: string;
	/** What is wrong with it, one sentence each, in the order of the verdict. */
	readonly problems: readonly string[];
	/** In JSON. */
	readonly json: {readonly state: string; readonly quiet_seconds: number; readonly connections: number | null};
};

/** What was told at a whole second. */
export type Moment = {
	readonly now: number;
	/** The same, while something can be heard; what is told of servers is as of then. */
	readonly heardUntil: number;
	readonly link: string;
	readonly verdict: string;
	readonly problems: readonly Problem[];
	readonly servers: Readonly<Record<string, ServerTold>>;
};

type Json = {
	readonly complete: boolean;
	readonly servers: readonly (ServerTold['json'] & {readonly name: string; readonly shown_name: string})[];
	readonly problems: readonly {
		readonly rule: string;
		readonly severity: string;
		readonly who: string;
		readonly text: string;
		readonly since: string;
	}[];
};

export type Live = Awaited<ReturnType<typeof watchLive>>;

const ends = new Set<() => Promise<void>>();

/** Ends everything that was watched here. */
export async function endWatches(): Promise<void> {
	await Promise.all([...ends].map(end => end()));
}

/** Watches the system that a command line leads to. */
export async function watchLive(commandLine: string, options: NatsSourceOptions = {}) {
	const source = natsSource(settingsOf(commandLine), {random: () => 0, ...options});
	const core = createCore({view: 'servers', utc: true, label: source.label});
	const watch = createWatch({source, core, recorder: recordingNothing(), setBackMs: () => 0, perform: () => {}});
	const history: Moment[] = [];
	const watchers = new Set<() => void>();

	function draw(): readonly string[] {
		return core.draw(columns, rows).screen.lines.map(line => textOf(line).trimEnd());
	}

	/** What another view, or what keys open in it, looks like; the person is back in the view of servers afterwards. */
	function screen(...keys: readonly string[]): readonly string[] {
		const before = core.ui();
		for (const key of keys) {
			core.draw(columns, rows);
			watch.act(core.press(key, source.now()));
		}
		const drawn = draw();
		core.changeUi(() => before);
		draw();
		return drawn;
	}

	const json = (): Json => JSON.parse(JSON.stringify(snapshotOf(core.look())));

	function moment(): Moment {
		const drawn = draw();
		const {model, problems} = core.look();
		const told = json();
		const servers = serversInOrder(model).map(server => {
			const name = shownName(model, server);
			const cluster = server.cluster.replaceAll('.', '\\.');
			const found = rowWith(drawn, new RegExp(`^.${cluster} +${escaped(name)}(?: ★)? `), 'CLUSTER');
			const cell = (title: string, align: 'left' | 'right' = 'right') =>
				found === undefined ? 'no row' : below(title, found.header, found.row, align);
			const of = problems.filter(({who, overAt}) => who === name && overAt === undefined);
			const inJson = told.servers.find(each => each.shown_name === name);
			if (inJson === undefined) throw new Error(`${name} is not in the JSON`);
			const {state, quiet_seconds, connections} = inJson;
			return [
				name,
				{
					state: cell('STATE', 'left'),
					age: cell('AGE'),
					connections: cell('CONNS'),
					problems: of.map(({text}) => text),
					json: {state, quiet_seconds, connections},
				},
			] as const;
		});
		return {
			now: model.now,
			heardUntil: asHeard(model).now,
			link: model.link.state,
			verdict: drawn[1] ?? '',
			problems,
			servers: Object.fromEntries(servers),
		};
	}

	function changed(): void {
		for (const watcher of watchers) watcher();
	}

	const everySecond = createEverySecond(source.now, () => {
		watch.second(() => {});
		history.push(moment());
		changed();
	});

	async function end(): Promise<void> {
		ends.delete(end);
		everySecond.end();
		await watch.end();
	}
	ends.add(end);

	core.draw(columns, rows);
	await source.start(message => {
		watch.hear(message);
		changed();
	});
	everySecond.begin();

	/** Resolves when something holds; rejects with the screen when it never does. */
	async function until(what: string, holds: () => boolean, deadlineMs = 40_000): Promise<void> {
		if (holds()) return;
		await new Promise<void>((resolve, reject) => {
			const watcher = (): void => {
				try {
					if (!holds()) return;
					resolve();
				} catch (error) {
					reject(error);
				}
				clearTimeout(timer);
				watchers.delete(watcher);
			};
			const timer = setTimeout(() => {
				watchers.delete(watcher);
				const told = history.map(({verdict}) => verdict).join('\n');
				reject(new Error(`waited ${deadlineMs} ms until ${what}\n${draw().join('\n')}\nverdicts:\n${told}`));
			}, deadlineMs);
			watchers.add(watcher);
		});
	}

	return {
		core,
		source,
		history,
		screen,
		json,
		until,
		end,
		/** What is told now. */
		now: moment,
		/** The next whole second at which something holds, and what was told then. */
		async second(what: string, holds: (moment: Moment) => boolean, deadlineMs?: number): Promise<Moment> {
			const since = history.length;
			let found: Moment | undefined;
			await until(
				what,
				() => {
					found = history.slice(since).find(holds);
					return found !== undefined;
				},
				deadlineMs,
			);
			if (found === undefined) throw new Error('it was found');
			return found;
		},
	};
}

function escaped(text: string): string {
	return text.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&');
}
