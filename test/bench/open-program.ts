// The built program in a pseudo-terminal, as a user of the system account of a test server.
import process from 'node:process';
import {launcherFile} from '../../source/package/bundle-state.ts';
import {type ProgramInTerminal, spawnInTerminal} from '../helpers/terminal.ts';

export const columns = 200;
export const rows = 60;

export function openProgram(
	url: string,
	env: Readonly<Record<string, string>> = {},
	options: readonly string[] = [],
): ProgramInTerminal {
	return spawnInTerminal(process.execPath, [launcherFile, '--server', url, '--user', 'sys', ...options], {
		columns,
		rows,
		env: {NATS_PASSWORD: 'pw', ...env},
	});
}
