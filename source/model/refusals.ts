// Refused logins counted whoever they claim to be: who tries another user name each time is no identity that repeats.
import {copyOfMap} from './copy-of-map.ts';
import {copyOfRun, countInRun, createRun, type Run} from './run.ts';

export type Refusals = {
	readonly all: Run;
	readonly byHost: Map<string, Run>;
	readonly byName: Map<string, Run>;
};

/** How many hosts and how many client names are counted one by one. */
const most = 500;

export function createRefusals(): Refusals {
	return {all: createRun(), byHost: new Map(), byName: new Map()};
}

export function copyOfRefusals({all, byHost, byName}: Refusals): Refusals {
	return {all: copyOfRun(all), byHost: copyOfMap(byHost, copyOfRun), byName: copyOfMap(byName, copyOfRun)};
}

function countBy(runs: Map<string, Run>, key: string, at: number): void {
	let run = runs.get(key);
	if (run === undefined) {
		if (runs.size >= most) dropQuietest(runs);
		run = createRun();
		runs.set(key, run);
	}
	countInRun(run, at);
}

// The tenth that was quiet for longest, so that the cost is spread over many.
function dropQuietest(runs: Map<string, Run>): void {
	const byAge = [...runs].sort(([, a], [, b]) => a.lastAt - b.lastAt);
	for (const [key] of byAge.slice(0, most / 10)) runs.delete(key);
}

export function countRefusal({all, byHost, byName}: Refusals, host: string, name: string, at: number): void {
	countInRun(all, at);
	if (host !== '') countBy(byHost, host, at);
	if (name !== '') countBy(byName, name, at);
}
