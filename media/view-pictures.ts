// A picture of each view, of the demo in the middle of its incidents.
import {createEmulator, feed} from '../test/helpers/terminal.ts';
import {palettes} from '../source/components/palette.ts';
import {themeNamed} from '../source/components/theme-named.ts';
import {views} from '../source/views/catalogue.ts';
import {rowsOfRuns} from './cells.ts';
import {cellHeight} from './palette.ts';
import {createSimulation, frameOf, type Simulation} from './simulation.ts';
import {rowInSvg, svgOf} from './svg.ts';
import {sentBytes} from './sent-bytes.ts';

/** How late it is then, in milliseconds after the beginning of the demo. */
const momentMs = 64_250;
const columns = 120;

/** What is to be seen, and how many rows that takes. */
const about: Readonly<Record<string, {readonly text: string; readonly rows: number}>> = {
	overview: {text: 'a server silent, an application refused, another one in a reconnect loop', rows: 36},
	servers: {text: 'all servers with their load', rows: 18},
	connects: {text: 'who comes and goes, and why', rows: 30},
	'auth-errors': {text: 'whose logins are refused', rows: 30},
	accounts: {text: 'what each account uses', rows: 16},
	clients: {text: 'applications with all their connections', rows: 30},
	leafs: {text: 'the leafnode connections', rows: 15},
	jetstream: {text: 'the meta group and the storage of each server', rows: 18},
	links: {text: 'the routes and gateways between the servers', rows: 25},
	messages: {text: 'the messages as servers sent them', rows: 30},
};

/** These views ask for more than the overview does: they have been open all the time. */
const asking: readonly string[] = ['accounts', 'leafs', 'jetstream'];

/** What is seen after some keys, from the overview on. */
const more: readonly {
	readonly name: string;
	readonly keys: readonly string[];
	readonly rows: number;
	readonly text: string;
}[] = [
	{name: 'problems', keys: ['1', '!'], rows: 24, text: 'the list of problems, those of the past below'},
	{
		name: 'back-in-time',
		keys: ['escape', ...Array.from('{{{{')],
		rows: 30,
		text: 'the overview in the past, at the beginning of a problem, with the bar of time',
	},
];

/** Name of the file → its text. */
export async function viewPictures(): Promise<ReadonlyMap<string, string>> {
	const pictures = new Map<string, string>();
	const overview = simulationWith('overview');
	for (const {id, title, key} of views) {
		const {text, rows} = about[id] ?? {text: '', rows: 30};
		const simulation = asking.includes(id) ? simulationWith(id) : overview;
		if (simulation === overview) simulation.press(key);
		const content = await screenInSvg(frameOf(simulation.draw(columns, rows)), columns, rows);
		pictures.set(`${id}.svg`, svgOf({columns, rows, about: `${title}: ${text}`, content}));
	}
	pictures.set('light.svg', await inLight(overview));
	for (const {name, keys, rows, text} of more) {
		for (const key of keys) {
			overview.press(key);
			overview.draw(columns, rows);
		}
		const content = await screenInSvg(frameOf(overview.draw(columns, rows)), columns, rows);
		pictures.set(`${name}.svg`, svgOf({columns, rows, about: text, content}));
	}
	return pictures;
}

/** The servers in the theme for a light background. */
async function inLight(simulation: Simulation): Promise<string> {
	simulation.press('2');
	const rows = 18;
	const frame = frameOf(simulation.draw(columns, rows), themeNamed('light', 'truecolour'));
	const content = await screenInSvg(frame, columns, rows);
	return svgOf({columns, rows, about: 'the servers in the theme light', around: palettes.light.background, content});
}

/** The demo at the moment of the pictures, with a view that has been open since the beginning. */
function simulationWith(view: string): Simulation {
	const simulation = createSimulation(view, columns, 36);
	simulation.passTo(momentMs);
	return simulation;
}

async function screenInSvg(frame: string, width: number, rows: number): Promise<string> {
	const emulator = createEmulator(width, rows);
	const terminal = sentBytes(width, rows);
	terminal.show(frame);
	await feed(emulator, terminal.take());
	return rowsOfRuns(emulator)
		.map((runs, row) => rowInSvg(runs, row * cellHeight))
		.join('\n');
}
