// A machine on which nobody has installed anything, as far as it can be made here: another user, who owns nothing and may
// write nowhere, a bare PATH, and no variables.
import {chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {type Run, runToEnd} from '../helpers/run-to-end.ts';
import {type ProgramInTerminal, spawnInTerminal} from '../helpers/terminal.ts';

/** Only root can become somebody else. */
const asNobody =
	process.getuid?.() === 0 ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--no-new-privs'] : [];

export class Bastion {
	private readonly folder = mkdtempSync(path.join(tmpdir(), 'bastion-'));
	private readonly home = path.join(this.folder, 'home');
	readonly file = path.join(this.folder, 'nats-top-sys');
	private readonly programs: ProgramInTerminal[] = [];

	/** `isHomeWritable`: whether the user could leave something behind. `change` makes another executable of it. */
	constructor(executable: string, isHomeWritable: boolean, change: (bytes: Buffer) => void = () => {}) {
		chmodSync(this.folder, 0o755);
		const bytes = readFileSync(executable);
		change(bytes);
		writeFileSync(this.file, bytes);
		chmodSync(this.file, 0o755);
		mkdirSync(this.home);
		chmodSync(this.home, isHomeWritable ? 0o777 : 0o555);
	}

	private words(options: readonly string[], env: Readonly<Record<string, string>>): readonly string[] {
		const variables = {
			PATH: '/usr/bin:/bin',
			HOME: this.home,
			TMPDIR: this.home,
			TERM: 'xterm-256color',
			LANG: 'C.UTF-8',
		};
		const given = Object.entries({...variables, ...env}).map(([name, value]) => `${name}=${value}`);
		return [...asNobody, 'env', '-i', ...given, this.file, ...options];
	}

	run(options: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Run> {
		const [command = '', ...rest] = this.words(options, env);
		return runToEnd(command, rest, {cwd: this.home});
	}

	open(options: readonly string[], env: Readonly<Record<string, string>> = {}): ProgramInTerminal {
		const [command = '', ...rest] = this.words(options, env);
		const program = spawnInTerminal(command, rest, {columns: 120, rows: 40, cwd: this.home});
		this.programs.push(program);
		return program;
	}

	/** All files that the user has now, which had none. */
	leftBehind(): string[] {
		return readdirSync(this.home, {recursive: true, encoding: 'utf8'}).sort();
	}

	async remove(): Promise<void> {
		await Promise.all(this.programs.map(program => program.dispose()));
		chmodSync(this.home, 0o777);
		rmSync(this.folder, {recursive: true});
	}
}
