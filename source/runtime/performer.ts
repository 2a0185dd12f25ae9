// Carries out the effects of a core: what only the outside can do.
import type {FileRead} from '../core/command-in-progress.ts';
import type {OutsideEffect} from '../core/outcome.ts';
import type {RuntimeSettings} from './runtime-settings.ts';
import type {Told} from '../ui/ui.ts';
import type {Several} from './several.ts';
import type {Watch} from './watch.ts';
import {writeSnapshot} from './write-snapshot.ts';

type Copy = Extract<OutsideEffect, {readonly kind: 'copy'}>;

export type PerformerSettings = {
	readonly settings: RuntimeSettings;
	readonly switchTo: (context: string) => void;
	/** To one of several systems that are watched at once; to the list of them without a number. */
	readonly goTo: (number?: number) => void;
	/** The systems that are watched at once. */
	readonly several: Several | undefined;
	/** Tells the person what became of it. */
	readonly tell: (of: Watch, told: Told) => void;
};

/** Carries out an effect of the core of what is watched. */
type Perform = (of: Watch, effect: OutsideEffect) => void;

export function createPerformer({settings, switchTo, goTo, several, tell}: PerformerSettings): Perform {
	const {terminal, contexts, commands, snapshotTexts} = settings;
	return (of, effect) => {
		const {core, source, recorder, act} = of;
		switch (effect.kind) {
			case 'quit':
			case 'suspend':
			case 'redraw':
				terminal[effect.kind]();
				return;
			case 'copy':
				void copied(effect, terminal).then(text => tell(of, {text}));
				return;
			case 'next theme':
				void terminal.nextTheme().then(text => tell(of, {text}));
				return;
			case 'write recording':
				void recorder.write(core, source.now(), effect.path).then(told => tell(of, told));
				return;
			case 'write snapshot':
				void writeSnapshot(core, snapshotTexts, source.now(), effect.path).then(told => tell(of, told));
				return;
			case 'write tables':
				void tablesWritten(of, settings.keepTables).then(text => tell(of, text));
				return;
			case 'list contexts':
				core.contextsListed(contexts.list());
				return;
			case 'switch context':
				switchTo(effect.name);
				return;
			case 'to system':
				goTo(effect.number);
				return;
			case 'to systems':
				goTo();
				return;
			case 'connect now':
				several?.connectNow();
				return;
			case 'read file':
				act(core.fileRead(effect.path, readFile(effect.path, commands), source.now()));
		}
	};
}

function readFile(path: string, commands: RuntimeSettings['commands']): FileRead {
	try {
		return {text: commands?.readFile(path) ?? ''};
	} catch (error) {
		return {unreadable: error instanceof Error ? error.message : String(error)};
	}
}

/** Copies a text; returns the sentence about the result. */
async function copied({what, text}: Copy, terminal: RuntimeSettings['terminal']): Promise<string> {
	const outcome = await terminal.copy(text);
	return 'by' in outcome ? `copied ${what} · by ${outcome.by}` : `not copied: ${outcome.why}`;
}

/** Writes what was chosen of tables; from then on they begin so. */
async function tablesWritten({core}: Watch, keepTables: RuntimeSettings['keepTables']): Promise<Told> {
	if (keepTables === undefined) return {text: 'not written: there is no configuration file here'};
	const {told, starts} = await keepTables(core.ui());
	core.changeUi(ui => ({
		...ui,
		tableStarts: [...ui.tableStarts.filter(one => !starts.some(({pane}) => pane === one.pane)), ...starts],
	}));
	return told;
}
