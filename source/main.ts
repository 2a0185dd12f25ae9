// Puts the program together: options → source → runtime → screen. The only place that catches what nobody else did,
// prints outside of the screen and sets the exit code.
import {openSync} from 'node:fs';
import process from 'node:process';
import tty from 'node:tty';
import v8 from 'node:v8';
import {runInNewContext} from 'node:vm';
import {CannotStart} from './errors/cannot-start.ts';
import {colourTheme, plainTheme} from './components/theme.ts';
import {readClaimsFile} from './connection/files/claims-file.ts';
import {contextSettings, listContexts} from './connection/contexts/contexts.ts';
import {type Machine, thisMachine} from './connection/files/machine.ts';
import {isSignedByIssuer} from './connection/login/token-signature.ts';
import {plainAscii} from './format/plain-ascii.ts';
import {bindings, viewKeys} from './ui/bindings.ts';
import {collectOnce} from './runtime/collect-once.ts';
import {type Options, parseOptions, requireUse} from './options/options.ts';
import {textOnce} from './output/text.ts';
import {snapshotOf} from './output/snapshot.ts';
import {version} from './options/version.ts';
import {createRuntime} from './runtime/runtime.ts';
import type {Contexts, RuntimeSettings} from './runtime/runtime-settings.ts';
import {natsSource} from './sources/nats/nats-source.ts';
import {simulatedSource} from './sources/simulate/simulated-source.ts';
import type {Source} from './sources/source.ts';
import {colourDepth} from './terminal/colour-depth.ts';
import {openTerminal, type TerminalInput} from './terminal/open-terminal.ts';
import {supportsUnicode} from './terminal/supports-unicode.ts';
import {views} from './views/catalogue.ts';

const demoSeed = 7;
const firstView = 'overview';
const textColumns = 120;
/** Lines on which every pane of a view has room. */
const textRows = 50;

function sourceOf(options: Options): Source {
	return options.source.kind === 'demo'
		? simulatedSource({seed: options.source.seed ?? demoSeed, now})
		: natsSource(options.source.settings, {now});
}

/** Where keys come from: standard input, or the terminal itself when that is something else. */
function keyboard(): TerminalInput | undefined {
	if (process.stdin.isTTY) return process.stdin;
	try {
		return new tty.ReadStream(openSync('/dev/tty', 'r'));
	} catch {
		return undefined;
	}
}

/** By then everything that is needed to draw is compiled. */
const memoryEveryMs = 20_000;

/**
 * A screen makes much short-lived garbage, which V8 lets pile up to hundreds of megabytes where there is plenty. Flags
 * that forbid it from the start make the start and every picture slow; a full collection now and then, a tenth of a
 * second of work, does not.
 */
function keepMemorySmall(): void {
	v8.setFlagsFromString('--semi-space-growth-factor=1');
	v8.setFlagsFromString('--expose-gc');
	const collect: unknown = runInNewContext('gc');
	if (typeof collect === 'function') {
		setInterval(() => void collect({type: 'major', flavor: 'last-resort'}), memoryEveryMs).unref();
	}
}

/** Epoch milliseconds with a fraction: round trips on one machine are shorter than one. */
function now(): number {
	return performance.timeOrigin + performance.now();
}

/** Whether what is printed may be more than ASCII; a file has no terminal that could not show it. */
function readsUnicode(): boolean {
	return supportsUnicode(process.stdout.isTTY ? process.env : {...process.env, TERM: undefined});
}

/** Resolves when all is written, or nobody reads it any more, as with `| head`. */
function print(text: string): Promise<void> {
	return new Promise((resolve, reject) => {
		const failed = (error: NodeJS.ErrnoException): void => {
			if (error.code === 'EPIPE') resolve();
			else reject(new CannotStart('cannot print', error.message, ''));
		};
		process.stdout.on('error', failed).write(text, error => (error ? failed(error) : resolve()));
	});
}

async function printOnce(options: Options, as: 'text' | 'json'): Promise<void> {
	const source = sourceOf(options);
	try {
		const {utc} = options;
		// JSON tells of accounts, which have a view that asks for them.
		const view = as === 'json' ? 'accounts' : (options.view ?? firstView);
		const columns = options.columns ?? process.stdout.columns ?? textColumns;
		const {model} = await collectOnce(source, {view, utc, columns, rows: textRows});
		const text =
			as === 'json'
				? JSON.stringify(snapshotOf(model), undefined, 2)
				: textOnce(model, {
						view,
						columns,
						rows: undefined,
						label: source.label,
						utc,
						ascii: options.ascii || !readsUnicode(),
						now: now(),
					});
		await print(`${text}\n`);
	} finally {
		await source.stop();
	}
}

/** What may be switched to: as `nats --context` has it, so that variables count, and the flags of this start do not. */
function contextsFor(machine: Machine, {source}: Options): Contexts {
	const variables = source.kind === 'nats' ? source.given.filter(({layer}) => layer === 'variable') : [];
	return {
		list: () => listContexts(machine),
		open: name => natsSource(contextSettings(name, variables, machine), {now}),
	};
}

function commandToolsOf(machine: Machine): NonNullable<RuntimeSettings['commands']> {
	return {
		readFile: path => readClaimsFile(path, machine),
		isSigned: isSignedByIssuer,
	};
}

async function openScreen(options: Options, input: TerminalInput, machine: Machine): Promise<void> {
	const source = sourceOf(options);
	let quit = (): void => {};
	const runtime = createRuntime({
		source,
		contexts: contextsFor(machine, options),
		...(options.allowsCommands ? {commands: commandToolsOf(machine)} : {}),
		view: options.view ?? firstView,
		utc: options.utc,
		terminal: {
			size: () => ({columns: terminal().screen.columns, rows: terminal().screen.rows}),
			bytesWritten: () => opened?.traffic.bytes ?? 0,
			redraw: () => terminal().redraw(),
			suspend: () => void terminal().suspend(),
			copy: text => terminal().copyToClipboard(text),
			quit: () => quit(),
		},
	});
	let opened: ReturnType<typeof openTerminal> | undefined;
	const terminal = (): ReturnType<typeof openTerminal> => {
		opened ??= openTerminal({input});
		return opened;
	};
	const connected = runtime.start();
	// While the servers answer there is time to load what paints; what only prints does without it.
	const [{renderApp}] = await Promise.all([import('./app.tsx'), connected]);
	await runtime.firstPicture();
	const {screen, renderOptions} = terminal();
	screen.on('resize', runtime.resized);
	const depth = colourDepth(process.env, process.stdout);
	const app = renderApp(
		{
			subscribe: runtime.subscribe,
			screen: runtime.screen,
			onKeys: runtime.keys,
			theme: depth === 'none' ? plainTheme : colourTheme,
			ascii: options.ascii || !supportsUnicode(process.env),
		},
		renderOptions,
	);
	quit = () => app.unmount();
	setTimeout(keepMemorySmall, memoryEveryMs / 4).unref();
	try {
		await app.waitUntilExit();
	} finally {
		await terminal().restore();
		await runtime.stop();
	}
}

/** What `--help` says of views and keys; only it needs what makes such tables. */
async function smallTables(): Promise<string> {
	const {smallTableText} = await import('./components/small-table.tsx');
	const named = views.map(({id, title}) => ({name: id, key: viewKeys[id] ?? '', title}));
	const keys = bindings.map(({label, help}) => ({label, help}));
	const text = [
		'',
		'Views: the name for --view, and the key',
		smallTableText({rows: named, columns: ['name', 'key', 'title']}),
		'',
		'Keys',
		smallTableText({rows: keys, columns: ['label', 'help']}),
		'',
	].join('\n');
	return readsUnicode() ? text : text.split('\n').map(plainAscii).join('\n');
}

async function main(): Promise<void> {
	const machine = thisMachine(process.env);
	const commandLine = parseOptions(process.argv.slice(2), process.env, {
		version,
		views: views.map(({id}) => id),
		machine,
	});
	if (commandLine.kind !== 'run') {
		const more = commandLine.kind === 'help' ? await smallTables() : '';
		await print(`${commandLine.text.trimEnd()}\n${more}`);
		return;
	}
	const {options} = commandLine;
	// A dumb terminal has no screen: it is a printer.
	const hasScreen = process.stdout.isTTY && process.env['TERM'] !== 'dumb';
	const input = options.output === 'screen' && hasScreen ? keyboard() : undefined;
	requireUse(options, input === undefined ? 'text' : 'screen');
	if (input === undefined) await printOnce(options, options.output === 'json' ? 'json' : 'text');
	else await openScreen(options, input, machine);
}

try {
	await main();
	process.exit(process.exitCode ?? 0);
} catch (error) {
	if (error instanceof CannotStart) {
		process.stderr.write(`nats-top-sys: ${error.message}\n`);
		process.exit(error.exitCode);
	}
	process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
	process.exit(1);
}
