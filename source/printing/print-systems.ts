// `--once` of several systems: the list of them, with a line for each, whether it is reached or not.
import process from 'node:process';
import type {Machine} from '../connection/files/machine.ts';
import {createCore} from '../core/core.ts';
import {CannotStart} from '../errors/cannot-start.ts';
import type {Options, RunSeveral} from '../options/options.ts';
import type {SystemOption} from '../options/several-option.ts';
import {textOnce} from '../output/text.ts';
import {whyNotConnected} from '../sources/why-not-connected.ts';
import type {SystemNow} from '../views/look.ts';
import {systemsView} from '../views/systems.ts';
import {type LinkReport, linkSubject} from '../wire/message.ts';
import {collectedFrom} from './collected-from.ts';
import {sourceOption} from './open-systems.ts';
import {printed} from './printed.ts';
import {textSettings} from './text-settings.ts';

type Present = Omit<SystemNow, 'number' | 'label'>;

/** It asks for no more than the list takes. */
const view = 'overview';

function collected(options: Options, now: () => number): Promise<Present> {
	return collectedFrom(options, now, {view}, async ({core, until, whole}, sourceNow) => {
		await until(sourceNow() + (options.forMs ?? 0));
		await whole();
		return core.present();
	});
}

/** One that is not reached tells why. */
function unreached(reason: string, at: number): Present {
	const core = createCore({view, utc: true, label: ''});
	const report: LinkReport = {state: 'trying', attempt: 0, reason};
	core.hear({at, subject: linkSubject, text: JSON.stringify(report)});
	return core.present();
}

async function present(
	system: SystemOption,
	{options}: RunSeveral,
	now: () => number,
	machine: Machine,
): Promise<Present> {
	try {
		return await collected({...options, source: sourceOption(system, machine)}, now);
	} catch (error) {
		if (!(error instanceof CannotStart)) throw error;
		return unreached(whyNotConnected(error), now());
	}
}

/** `now`: the clock, epoch milliseconds. The exit code is 1 when none of them is reached. */
export async function printSystems(several: RunSeveral, now: () => number, machine: Machine): Promise<void> {
	const {options, systems} = several;
	const found = await Promise.all(systems.map(system => present(system, several, now, machine)));
	const all = found.map((one, index): SystemNow => ({...one, label: systems[index]?.label ?? '', number: index + 1}));
	const core = createCore({view: systemsView.id, utc: options.utc, label: '', systems: {all: () => all}});
	core.pass(now());
	await printed(`${textOnce(core.look(), textSettings(options))}\n`);
	if (all.every(({model}) => model.completeAt === undefined)) process.exitCode = 1;
}
