// `doctor`: tries what the program needs of a connection, and prints what came of it.
import process from 'node:process';
import {examine} from '../connection/doctor/examine.ts';
import type {Machine} from '../connection/files/machine.ts';
import {plainAscii} from '../format/plain-ascii.ts';
import type {DoctorOption} from '../options/doctor-option.ts';
import {doctorChecks, doctorJson, doctorText, isWell} from '../output/doctor-report.ts';
import {printed, printsAscii} from './printed.ts';
import {terminalChecks} from './terminal-checks.ts';

const usualColumns = 100;

/** Nothing that is tried takes effect. The exit code is 0 when all is well, and 1 otherwise. */
export async function printDoctor(option: DoctorOption, machine: Machine, now: () => number): Promise<void> {
	const {settings, level, history, asJson, thresholds} = option;
	const found = await examine({settings, machine, level, history, now});
	// What programs read is the same wherever they are started.
	const terminal = asJson ? [] : terminalChecks().filter(({state}) => state !== 'not tried');
	const checks = doctorChecks({...found, terminal, thresholds});
	const text = asJson
		? `${JSON.stringify(doctorJson(checks), undefined, 2)}\n`
		: doctorText(checks, process.stdout.columns ?? usualColumns);
	await printed(printsAscii(option) ? plainAscii(text) : text);
	process.exitCode = isWell(checks) ? 0 : 1;
}
