// Puts the program together: options → source → runtime → screen. The only place that catches what nobody else did,
// prints outside of the screen and sets the exit code.
import process from 'node:process';
import {CannotStart} from './errors/cannot-start.ts';
import {readClaimsFile} from './connection/files/claims-file.ts';
import {contextSettings, listContexts} from './connection/contexts/contexts.ts';
import {readConfig} from './configuration/config-file.ts';
import {type Machine, thisMachine} from './connection/files/machine.ts';
import {isSignedByIssuer} from './connection/login/token-signature.ts';
import {anonymizeRecording} from './files/anonymize-recording.ts';
import {plainAscii} from './format/plain-ascii.ts';
import {boundMemory} from './runtime/bound-memory.ts';
import {isCheck} from './options/check-option.ts';
import {configPlace} from './options/config-place.ts';
import {signalExitCodes} from './options/exit-codes.ts';
import {exitCodeOf} from './output/judged.ts';
import {type Options, parseOptions, type RunOne, type RunSeveral} from './options/options.ts';
import {requireUse} from './options/require-use.ts';
import {conclusionFacts} from './output/conclusion-facts.ts';
import {incidentTexts} from './output/incident-texts.ts';
import {version} from './options/version.ts';
import {openWanted} from './printing/open-systems.ts';
import {helpTables} from './printing/help-tables.ts';
import {printCheckOfSeveral} from './printing/print-check-of-several.ts';
import {eventTable} from './output/events/event-filter.ts';
import {eventKindFacts} from './output/events/event-kinds.ts';
import {printSystems} from './printing/print-systems.ts';
import {keepTablesIn} from './printing/keep-tables.ts';
import {isDumb, printWithoutScreen} from './printing/print-without-screen.ts';
import {printed} from './printing/printed.ts';
import {endRecording, recordingOf} from './printing/recording-file.ts';
import {createScreenTheme} from './printing/screen-theme.ts';
import {csvExtras} from './output/rows-csv.ts';
import {outputSchema} from './output/schema/output-schema.ts';
import {tableFacts} from './output/table-facts.ts';
import {createRuntime} from './runtime/runtime.ts';
import {createClock} from './runtime/clock.ts';
import type {Contexts, RuntimeSettings} from './runtime/runtime-settings.ts';
import {natsSource} from './sources/nats/nats-source.ts';
import {flightRecorderBytesFor, historyPlan, progressInWords, replayOf} from './printing/open-source.ts';
import {untilInForeground} from './terminal/foreground.ts';
import {keyboard} from './terminal/keyboard.ts';
import {scenarios} from './sources/simulate/scenarios/catalogue.ts';
import {openTerminal} from './terminal/open-terminal.ts';
import {supportsUnicode} from './terminal/supports-unicode.ts';
import type {TerminalInput} from './terminal/terminal.ts';
import {createWaitingScreen, type WaitingScreen} from './terminal/waiting-screen.ts';
import {views} from './views/catalogue.ts';

const firstView = 'overview';

/** By then most of what is needed to draw is compiled. */
const startedMs = 1500;

/** Stamps all messages; with fractions of a millisecond, as round trips on one machine are shorter than one. */
const clock = createClock({machine: Date.now, monotonic: () => performance.now()});
const {now} = clock;

/** What may be switched to: as `nats --context` has it, so that variables count, and the flags of this start do not. */
function contextsFor(machine: Machine, source: Options['source'] | undefined): Contexts {
	const live = source?.kind === 'nats' ? source : undefined;
	const variables = live?.given.filter(({layer}) => layer === 'variable' || layer === 'file') ?? [];
	return {
		list: () => listContexts(machine),
		open(name) {
			// The stream is of the system that the program was started with: another may have another one of that name.
			const history = name === live?.settings.context?.name ? historyPlan(live.history, now()) : undefined;
			return natsSource(contextSettings(name, variables, machine), {now, history});
		},
	};
}

function commandToolsOf(machine: Machine): NonNullable<RuntimeSettings['commands']> {
	return {
		readFile: path => readClaimsFile(path, machine),
		isSigned: isSignedByIssuer,
	};
}

/** The terminal, once it is ours to change: a shell may have started the program in the background. */
async function foreground(): Promise<void> {
	if (await untilInForeground()) return;
	const because = 'the program runs in the background, and no shell can bring it to the foreground';
	throw new CannotStart(
		'cannot open the screen',
		because,
		'start it in the foreground, or print with --once or --json',
	);
}

async function openScreen(wanted: RunOne | RunSeveral, input: TerminalInput, machine: Machine): Promise<void> {
	await foreground();
	const {options} = wanted;
	const one = wanted.kind === 'run' ? wanted.options : undefined;
	const ascii = options.ascii || !supportsUnicode(process.env);
	let waiting: WaitingScreen | undefined;
	const {source, others} = await openWanted(wanted, now, machine, progress =>
		waiting?.says(progressInWords(progress, options.utc)),
	);
	const name = others.length === 0 ? source.label : `${others.length + 1} systems`;
	const file = await recordingOf(options, source.label, now());
	const terminal = openTerminal({input});
	const theme = createScreenTheme(options, () => terminal.askBackground());
	let quit = (): void => {};
	const runtime = createRuntime({
		source,
		others,
		contexts: contextsFor(machine, one?.source),
		...(options.allowsCommands ? {commands: commandToolsOf(machine)} : {}),
		setBackMs: clock.setBackMs,
		view: options.view ?? firstView,
		tables: options.tables,
		accents: options.accents,
		thresholds: options.thresholds,
		keepTables: keepTablesIn(configPlace(process.argv.slice(2), machine)),
		utc: options.utc,
		recorder: {
			flightRecorderBytes: one === undefined ? options.flightRecorderBytes : flightRecorderBytesFor(one),
			program: version,
			...(file && {file}),
		},
		snapshotTexts: (core, writtenAt) =>
			incidentTexts({look: core.look(), every: core.everyProblem(), writtenAt, program: version}),
		...(one && replayOf(one.source)),
		terminal: {
			size: () => ({columns: terminal.screen.columns, rows: terminal.screen.rows}),
			bytesWritten: () => terminal.traffic.bytes,
			redraw: () => terminal.redraw(),
			suspend: () => void terminal.suspend(),
			copy: text => terminal.copyToClipboard(text),
			nextTheme: theme.next,
			quit: () => quit(),
		},
	});
	waiting = createWaitingScreen({
		terminal,
		what: `connecting to ${name}`,
		shown: text => (ascii ? plainAscii(text) : text),
		interrupt: () => void terminal.restore().then(() => process.exit(signalExitCodes.SIGINT)),
	});
	try {
		const connected = runtime.start().then(() => waiting.says(`connected to ${name}, waiting for answers`));
		// While the servers answer there is time to load what paints, and to ask the terminal for its background; what only
		// prints does without it.
		const [{renderApp}] = await Promise.all([
			import('./app.tsx'),
			connected.then(() => waiting.listen()).then(theme.begin),
			connected.then(() => runtime.firstPicture()),
		]);
		await waiting.handOver(runtime);
		terminal.screen.on('resize', runtime.resized);
		const {subscribe, screen} = runtime;
		const app = renderApp({subscribe, screen, theme: theme.current, ascii}, terminal.renderOptions);
		quit = () => app.unmount();
		setTimeout(boundMemory, startedMs).unref();
		await app.waitUntilExit();
	} finally {
		waiting.end();
		await terminal.restore();
		await runtime.stop();
		await endRecording(file);
	}
}

async function main(): Promise<void> {
	const machine = thisMachine(process.env);
	const words = process.argv.slice(2);
	const commandLine = parseOptions(words, process.env, {
		version,
		views: views.map(({id}) => id),
		tables: tableFacts(),
		csvExtras,
		eventKinds: eventKindFacts,
		eventTable,
		...(process.stdout.isTTY && {terminalColumns: process.stdout.columns}),
		conclusions: conclusionFacts(),
		scenarios,
		machine,
		config: await readConfig(configPlace(words, machine), machine),
	});
	if (commandLine.kind === 'anonymize') {
		const {from, to} = commandLine.files;
		await printed(`${await anonymizeRecording(from, to, version)}\n`);
		return;
	}
	if (commandLine.kind === 'doctor') {
		const {printDoctor} = await import('./printing/print-doctor.ts');
		await printDoctor(commandLine.doctor, machine, now);
		return;
	}
	if (commandLine.kind === 'schema') {
		await printed(`${JSON.stringify(outputSchema(), undefined, 2)}\n`);
		return;
	}
	if (commandLine.kind !== 'run' && commandLine.kind !== 'run several') {
		const more = commandLine.kind === 'help' ? await helpTables() : '';
		await printed(`${commandLine.text.trimEnd()}\n${more}`);
		return;
	}
	const {options} = commandLine;
	const input = options.output === 'screen' && process.stdout.isTTY && !isDumb ? keyboard() : undefined;
	requireUse(options, input === undefined ? 'text' : 'screen');
	if (commandLine.kind === 'run several') {
		if (options.check !== undefined) await printCheckOfSeveral(commandLine, options.check, now, machine);
		else if (input === undefined) await printSystems(commandLine, now, machine);
		else await openScreen(commandLine, input, machine);
	} else if (input === undefined) {
		await printWithoutScreen(commandLine.options, now);
	} else {
		await openScreen(commandLine, input, machine);
	}
}

try {
	await main();
	process.exit(process.exitCode ?? 0);
} catch (error) {
	if (isCheck(process.argv)) {
		const message = error instanceof Error ? error.message : String(error);
		// They show what is said on standard output.
		process.stdout.write(`NATS UNKNOWN - ${message.replaceAll('|', '/')}\n`);
		process.exitCode = exitCodeOf.unknown;
	}
	if (error instanceof CannotStart) {
		process.stderr.write(`nats-top-sys: ${error.message}\n`);
		process.exit(process.exitCode ?? error.exitCode);
	}
	process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
	process.exit(process.exitCode ?? 1);
}
