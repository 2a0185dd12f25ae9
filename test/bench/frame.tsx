// One repaint as it is in life: from the model to the bytes, through Ink and the screen of cells, for systems of three
// sizes in turn. Between two of them every server has spoken and the clock has gone on; that is not counted.
import {EventEmitter} from 'node:events';
import process from 'node:process';
import {render} from 'ink';
import {App} from '../../source/app.tsx';
import {colourTheme} from '../../source/components/theme.ts';
import {concludeInto} from '../../source/core/conclude.ts';
import {createLedger} from '../../source/insight/ledger.ts';
import type {Problem} from '../../source/insight/problem.ts';
import {createModel, type Model} from '../../source/model/model.ts';
import {tick} from '../../source/model/tick.ts';
import type {Screen} from '../../source/screen/screen.ts';
import {createSystem} from '../../source/sources/simulate/system.ts';
import {ingest} from '../../source/core/ingest.ts';
import {CellScreen} from '../../source/terminal/cell-screen.ts';
import {createUi} from '../../source/ui/ui.ts';
import {screenOf} from '../../source/views/screen-of.ts';
import type {Figure} from './figure.ts';
import type {Measurement} from './measurement.ts';
import {median, ratioOf} from './sampling.ts';

const columns = 200;
const rows = 50;
const startAt = Date.UTC(2026, 10, 23, 12);
const sizes = [50, 1000, 10_000] as const;

class Sink extends EventEmitter {
	readonly columns = columns;
	readonly rows = rows;
	readonly isTTY = true;
	readonly writable = true;
	bytes = 0;

	write(text: string, taken?: (error?: Error | null) => void): boolean {
		this.bytes += Buffer.byteLength(text);
		taken?.();
		return true;
	}
}

class Keyboard extends EventEmitter {
	readonly isTTY = true;

	setRawMode(): this {
		return this;
	}

	setEncoding(): this {
		return this;
	}

	ref(): this {
		return this;
	}

	unref(): this {
		return this;
	}

	read(): null {
		return null;
	}
}

type Stage = {
	readonly model: Model;
	/** Lets a second pass, and draws its conclusions, as the program does once a second; CPU microseconds of those. */
	readonly live: () => number;
	/** Paints once; CPU microseconds of the picture alone and of everything. */
	readonly paint: () => Promise<{readonly picture: number; readonly whole: number}>;
	readonly sink: Sink;
	readonly end: () => void;
};

function createStage(servers: number): Stage {
	const system = createSystem({seed: 11, servers, startAt});
	const model = createModel();
	let at = startAt;
	const ledger = createLedger();
	let problems: readonly Problem[] = [];
	const live = (): number => {
		at += 1000;
		for (const message of system.advance(at)) ingest(model, message);
		tick(model, at);
		const before = process.cpuUsage();
		({problems} = concludeInto(ledger, model));
		const {user, system: kernel} = process.cpuUsage(before);
		return user + kernel;
	};
	for (const message of system.ask({subject: '$SYS.REQ.SERVER.PING', body: ''}, at)) ingest(model, message);
	for (let second = 0; second < 12; second++) live();

	const ui = createUi('servers');
	const picture = (): Screen =>
		screenOf(
			{
				model,
				link: model.link,
				ui,
				thresholds: ledger.thresholds,
				problems,
				label: 'bench',
				utc: true,
				terminalBytesPerSecond: 0,
				now: at,
				timeOfDay: at,
				missedWhileFrozen: 0,
			},
			columns,
			rows,
		).screen;
	let latest = picture();
	let changed = (): void => {};
	const sink = new Sink();
	const screen = new CellScreen(sink);
	const app = render(
		<App
			subscribe={listener => {
				changed = listener;
				return () => {};
			}}
			screen={() => latest}
			theme={() => colourTheme}
			ascii={false}
		/>,
		{
			stdin: new Keyboard() as unknown as NodeJS.ReadStream,
			stdout: screen as unknown as NodeJS.WriteStream,
			debug: true,
			interactive: true,
			patchConsole: false,
			exitOnCtrlC: false,
		},
	);
	return {
		model,
		live,
		sink,
		async paint() {
			const before = process.cpuUsage();
			latest = picture();
			const drawn = process.cpuUsage(before);
			changed();
			await new Promise(resolve => setImmediate(resolve));
			const all = process.cpuUsage(before);
			return {picture: drawn.user + drawn.system, whole: all.user + all.system};
		},
		end: () => app.unmount(),
	};
}

export const frame: Measurement = async quick => {
	const stages = sizes.map(createStage);
	const whole: number[][] = sizes.map(() => []);
	const pictures: number[][] = sizes.map(() => []);
	const conclusions: number[][] = sizes.map(() => []);
	const rounds = quick ? 15 : 60;
	for (let round = -5; round < rounds; round++) {
		for (const [index, stage] of stages.entries()) {
			const concluded = stage.live();
			globalThis.gc?.({type: 'minor', execution: 'sync'});
			const cost = await stage.paint();
			// The first ones warm up.
			if (round < 0) continue;
			whole[index]?.push(cost.whole);
			pictures[index]?.push(cost.picture);
			conclusions[index]?.push(concluded);
		}
	}
	for (const stage of stages) stage.end();
	const figures: Figure[] = sizes.map((size, index) => ({
		name: `${size.toLocaleString('en')} servers`,
		value: median(whole[index] ?? []) / 1000,
		unit: 'ms',
		note: `of which ${(median(pictures[index] ?? []) / 1000).toFixed(2)} ms from the model to the picture; conclusions, once a second, ${(median(conclusions[index] ?? []) / 1000).toFixed(2)} ms; ${Math.round((stages[index]?.sink.bytes ?? 0) / (rounds + 6))} B a frame`,
	}));
	const [small = [], middle = [], large = []] = whole;
	figures.push(
		{name: '1,000 / 50 servers', value: ratioOf(middle, small), unit: '×'},
		{name: '10,000 / 50 servers', value: ratioOf(large, small), unit: '×', bound: {atMost: 1.5}},
	);
	return figures;
};
