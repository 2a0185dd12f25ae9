// The command of the `nats` program that shows the same as a view or a row, checked against the program itself.
import {execFileSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import {homedir} from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {createCore} from '../../source/core/core.ts';
import {views} from '../../source/views/catalogue.ts';
import {LiveDemo} from './live-demo.ts';
import {demoStage, type Stage} from './stage.ts';

/** What Y copies. */
function copied(stage: Stage): string {
	stage.effects.length = 0;
	stage.press('Y');
	const [effect] = stage.effects;
	return effect?.kind === 'copy' ? effect.text : '';
}

const at = (view: string, ...keys: readonly string[]): string => copied(demoStage(60, 120, 40, view).press(...keys));

const commands: readonly (readonly [string, string])[] = [
	['the overview', at('overview', 'tab', 'tab', 'tab')],
	['an account', at('accounts')],
	['a connect', at('connects', 'up', 'up')],
	['who is refused', at('auth-errors')],
	['a client', at('clients', 'G')],
	['JetStream on a server', at('jetstream')],
	['a message', at('messages')],
	['a problem', at('overview', '!')],
	['the page of a server', at('servers', 'enter')],
	['connections of a server', copied(new LiveDemo(120, 40, 'overview').wait(20).press('C', 'enter').wait(3))],
	['closed connections', copied(new LiveDemo(120, 40, 'overview').wait(20).press('C', 'o'))],
	['connections of an account', copied(new LiveDemo(120, 40, 'accounts').wait(20).press('C'))],
	...views.map(({id}) => [`the view ${id}, of what is under the cursor`, at(id)] as const),
	...views.map(({id}) => [`the view ${id}, without rows`, at(id, '/', 'z', 'z', 'z', 'enter')] as const),
];

test.each(commands)('%s has one: %s', (_what, command) => {
	expect(command).toMatch(/^nats [a-z]/);
	expect(command).not.toMatch(/password|creds|token|nkey|seed|user=/i);
});

test('names the context that is used, quoted for a shell; otherwise the address', () => {
	const core = createCore({
		view: 'servers',
		utc: true,
		label: 'x',
		contextName: "prod's east",
		model: demoStage(60, 80, 24).model,
	});
	core.draw(80, 24);
	const command = (): string | undefined => core.drawn()?.shown.natsCommand;
	expect(command()).toMatch(/^nats server info \S+ --context 'prod'\\''s east'$/);
	expect(at('accounts')).toMatch(/^nats server account info ORDERS --server \S+:4222$/);
});

test('is read by a shell as it is meant, whatever is named', () => {
	const {model} = demoStage(60, 80, 24);
	const names = fc.sample(fc.stringMatching(/^[ -~]{1,20}$/), 40);
	const commands = names.map(contextName => {
		const core = createCore({view: 'servers', utc: true, label: 'x', contextName, model});
		core.draw(80, 24);
		return core.drawn()?.shown.natsCommand ?? '';
	});
	// One shell reads all of them; a quote left open would swallow the next.
	const script = commands.map(words => `printf '%s\\0' ${words}; printf '\\n'`).join('\n');
	const read = execFileSync('sh', ['-c', script], {encoding: 'utf8'}).split('\n').slice(0, -1);
	expect(read.map(line => line.split('\0').slice(4, -1))).toEqual(
		names.map(name => (name.startsWith('-') ? [`--context=${name}`] : ['--context', name])),
	);
});

test('quotes what a shell would read', () => {
	expect(at('auth-errors')).toContain("'$SYS.SERVER.*.CLIENT.AUTH.ERR'");
});

test('says where there is none', () => {
	expect(demoStage(60, 120, 40, 'overview').press('?', 'Y').ui.notice?.text).toBe(
		'Y: the nats program has no command for this',
	);
});

const program = [
	process.env['NATS_CLI'],
	// Where `go install` puts programs.
	path.join(homedir(), 'go', 'bin', 'nats'),
	...(process.env['PATH'] ?? '').split(':').map(folder => path.join(folder, 'nats')),
].find(file => file !== undefined && existsSync(file));

describe.runIf(program !== undefined)('the nats program', () => {
	const known = new Map<string, string>();

	function helpOf(words: readonly string[]): string {
		const key = words.join(' ');
		const before = known.get(key);
		if (before !== undefined) return before;
		const help = execFileSync(program ?? '', [...words, '--help'], {encoding: 'utf8', stdio: 'pipe'});
		known.set(key, help);
		return help;
	}

	test.each(commands)('knows the command and flags of %s: %s', (_what, command) => {
		const words = command.match(/'[^']*'|\S+/g)?.slice(1) ?? [];
		const flags = words.filter(word => word.startsWith('--'));
		const verbs = words.slice(0, words[0] === 'server' ? (words[1] === 'list' || words[1] === 'info' ? 2 : 3) : 1);
		const help = helpOf(verbs);
		expect(help).toContain(`usage: nats ${verbs.join(' ')} `);
		for (const flag of flags) expect(help).toMatch(new RegExp(`${flag}\\b`));
	});
});
