// `--check` of several systems: one line and one exit code for all of them, those of the worst.
import process from 'node:process';
import type {Machine} from '../connection/files/machine.ts';
import type {CheckOption} from '../options/check-option.ts';
import type {RunSeveral} from '../options/options.ts';
import {checkTextOfSeveral, type JudgedSystem, worstOf} from '../output/check-text.ts';
import {exitCodeOf} from '../output/judged.ts';
import {sourceOption} from './open-systems.ts';
import {toldNow} from './print-check.ts';
import {printed, printsAscii} from './printed.ts';

/** `now`: the clock, epoch milliseconds. */
export async function printCheckOfSeveral(
	{options, systems}: RunSeveral,
	check: CheckOption,
	now: () => number,
	machine: Machine,
): Promise<void> {
	const judgements = systems.map(async (system): Promise<JudgedSystem> => {
		const told = await toldNow(() => ({...options, source: sourceOption(system, machine)}), check, now);
		return {label: system.label, judged: told.judged};
	});
	const all = await Promise.all(judgements);
	await printed(checkTextOfSeveral(all, check, printsAscii(options)));
	process.exitCode = exitCodeOf[worstOf(all)];
}
