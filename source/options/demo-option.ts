// Which simulated system is shown.
import {didYouMean} from './nearest.ts';
import {speedOf} from './speed.ts';
import {usage, wholeNumber} from './usage.ts';
import {wrapped} from './wrapped.ts';

export type DemoOption = {
	readonly kind: 'demo';
	/** Without one the demo chooses one. */
	readonly seed?: number;
	/** Without one the tour is played, or nothing in a system of a number of servers. */
	readonly scenario?: string;
	readonly servers?: number;
	/** Seconds of it per second; 1 without. */
	readonly speed?: number;
};

/** What a scenario is called, and what happens in it. */
export type ScenarioFacts = {readonly name: string; readonly story: string};

/** Of the system that is shown where no number chooses one. */
export const usualSeed = 7;

/** What the command line says of it; empty after `--demo` alone. */
export type DemoFlags = {
	readonly demo?: string | undefined;
	readonly seed?: string | undefined;
	readonly demoSeed?: string | undefined;
	readonly demoServers?: string | undefined;
	readonly speed?: string | undefined;
	readonly at?: string | undefined;
	readonly loop?: boolean | undefined;
};

const mostSeed = 0xffff_ffff;
const mostServers = 2000;
/** What a scenario needs: two clusters of three. */
const fewestServersOfScenario = 6;
const namesTheScenarios = '--demo list names the scenarios';

/** Refuses what is for the demo only. @throws CannotStart */
export function requireDemo({demoSeed, demoServers}: DemoFlags): void {
	const name = demoSeed !== undefined ? '--demo-seed' : demoServers !== undefined ? '--demo-servers' : undefined;
	if (name !== undefined) throw usage(name, 'it is for a simulated system', 'add --demo');
}

function seedOf({seed, demoSeed}: DemoFlags): number | undefined {
	if (seed !== undefined && demoSeed !== undefined) {
		throw usage('--seed', '--demo-seed, which is the same, was given too', 'give one of them');
	}
	const name = seed === undefined ? '--demo-seed' : '--seed';
	const text = seed ?? demoSeed;
	return text === undefined ? undefined : wholeNumber(name, text, 0, mostSeed);
}

/** Of `--demo NAME`; undefined without a name. */
function scenarioOf(name: string, scenarios: readonly ScenarioFacts[] | undefined): string | undefined {
	if (name === '') return undefined;
	if (scenarios === undefined || scenarios.some(scenario => scenario.name === name)) return name;
	const names = scenarios.map(scenario => scenario.name);
	const because = `there is no scenario ${JSON.stringify(name.slice(0, 40))}`;
	throw usage('--demo', because, didYouMean(name, names, namesTheScenarios));
}

/** @throws CannotStart */
export function demoOption(given: DemoFlags, scenarios: readonly ScenarioFacts[] | undefined): DemoOption {
	if (given.at !== undefined) throw usage('--at', 'it is for a recording', 'drop --at or --demo');
	if (given.loop) throw usage('--loop', 'it is for a recording: a scenario begins again by itself', 'drop it');
	const scenario = scenarioOf(given.demo ?? '', scenarios);
	const seed = seedOf(given);
	const fewest = scenario === undefined || scenario === 'calm' ? 1 : fewestServersOfScenario;
	const servers =
		given.demoServers === undefined ? undefined : wholeNumber('--demo-servers', given.demoServers, fewest, mostServers);
	const speed = given.speed === undefined ? undefined : speedOf(given.speed);
	if (speed === Number.POSITIVE_INFINITY) {
		throw usage('--speed', 'a demo has no end that it could be at', 'write a number up to 1000');
	}
	return {
		kind: 'demo',
		...(seed !== undefined && {seed}),
		...(scenario !== undefined && {scenario}),
		...(servers !== undefined && {servers}),
		...(speed !== undefined && {speed}),
	};
}

const columns = 80;

/** What `--demo list` prints. */
export function scenarioList(scenarios: readonly ScenarioFacts[]): string {
	const width = Math.max(...scenarios.map(({name}) => name.length));
	const lines = scenarios.flatMap(({name, story}) =>
		wrapped(story, columns - width - 2).map((line, index) => `${(index === 0 ? name : '').padEnd(width)}  ${line}`),
	);
	return ['Scenarios of the demo: nats-top-sys --demo NAME', '', ...lines, ''].join('\n');
}
