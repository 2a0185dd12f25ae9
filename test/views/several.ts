// Several systems that are watched at once, without clock, terminal or sources: each is a stage, and so is their list.
import {calm} from '../../source/sources/simulate/scenarios/calm.ts';
import {createSystem} from '../../source/sources/simulate/system.ts';
import type {SystemNow} from '../../source/views/look.ts';
import {linkSubject, type LinkReport, type Message} from '../../source/wire/message.ts';
import {demoStage, Stage, startAt} from './stage.ts';

/** All stands at this moment of the demo, in seconds. */
const moment = 60;
export const now = startAt + moment * 1000 + 250;

export function reportAt(at: number, report: LinkReport): Message {
	return {at, subject: linkSubject, text: JSON.stringify(report)};
}

export type SeveralStages = {readonly systems: readonly Stage[]; readonly list: Stage};

/** Makes stages that know of each other; `make` is told which systems there are. */
function severalStages(
	columns: number,
	rows: number,
	makers: readonly ((systems: Options['systems']) => Stage)[],
): SeveralStages {
	const systems: Stage[] = [];
	const all = (): readonly SystemNow[] => systems.map(({core}, index) => ({...core.present(), number: index + 1}));
	for (const [index, make] of makers.entries()) systems.push(make({all, number: index + 1}));
	const list = new Stage(columns, rows, 'systems', {label: '', systems: {all}}).passTo(now);
	list.now = now;
	return {systems, list};
}

type Options = NonNullable<ConstructorParameters<typeof Stage>[3]>;

let quietly: Pick<Options, 'model' | 'ledger'> | undefined;

/** What is known of a demo in which nothing happens, after as long as of the others. */
function quietDemo(): Pick<Options, 'model' | 'ledger'> {
	const system = createSystem({seed: 11, startAt, scenario: calm, servers: 3});
	const stage = new Stage(80, 24);
	stage.draw();
	for (let second = 0; second <= moment; second++) {
		const at = startAt + second * 1000;
		stage.hear(system.advance(at)).passTo(at);
		for (const request of stage.requests.splice(0)) stage.hear(system.ask(request, at));
	}
	stage.hear(system.advance(now)).passTo(now);
	return {model: stage.model, ledger: stage.core.ledger()};
}

function quiet(columns: number, rows: number, options: Options): Stage {
	quietly ??= quietDemo();
	return new Stage(columns, rows, 'overview', {...options, ...quietly}).passTo(now);
}

/** Nothing listens where it is looked for. */
function unreached(columns: number, rows: number, options: Options): Stage {
	const reason = 'connection refused (cannot connect to 10.9.0.7:4222); see whether a server listens there';
	const stage = new Stage(columns, rows, 'overview', options);
	stage.hear([
		reportAt(now - 9000, {state: 'trying', attempt: 1}),
		reportAt(now - 8900, {state: 'trying', attempt: 1, reason, againAt: now - 6900}),
		reportAt(now - 6900, {state: 'trying', attempt: 2, reason}),
		reportAt(now - 6800, {state: 'trying', attempt: 2, reason, againAt: Math.round(now + 3200)}),
	]);
	return stage.passTo(now);
}

/** One in which all is well, one in the middle of incidents, one that is not reached, and one whose link is down. */
export function fourSystems(columns: number, rows: number): SeveralStages {
	return severalStages(columns, rows, [
		systems => quiet(columns, rows, {label: 'east', ...(systems && {systems})}),
		systems => demoStage(moment, columns, rows, 'overview', {label: 'west', ...(systems && {systems})}),
		systems => unreached(columns, rows, {label: 'lab', ...(systems && {systems})}),
		systems => {
			const stage = demoStage(30, columns, rows, 'overview', {label: 'south-edge', ...(systems && {systems})});
			stage.hear([reportAt(now - 12_000, {state: 'down', reason: 'connection closed by the server'})]);
			return stage.passTo(now);
		},
	]);
}
