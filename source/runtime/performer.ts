// Carries out the effects of a core: what only the outside can do.
import type {FileRead} from '../core/command-in-progress.ts';
import type {OutsideEffect} from '../core/outcome.ts';
import type {RuntimeSettings} from './runtime-settings.ts';
import type {Told} from '../ui/ui.ts';
import type {Watch} from './watch.ts';
import {writeSnapshot} from './write-snapshot.ts';

type Copy = Extract<OutsideEffect, {readonly kind: 'copy'}>;

export type PerformerSettings = {
	readonly settings: RuntimeSettings;
	/** What is watched now. */
	readonly watch: () => Watch;
	readonly switchTo: (context: string) => void;
	/** Tells the person what became of it. */
	readonly tell: (told: Told) => void;
};

export function createPerformer({settings, watch, switchTo, tell}: PerformerSettings): (effect: OutsideEffect) => void {
	const {terminal, contexts, commands, snapshotTexts} = settings;
	return effect => {
		const {core, source, recorder, act} = watch();
		switch (effect.kind) {
			case 'quit':
			case 'suspend':
			case 'redraw':
				terminal[effect.kind]();
				return;
			case 'copy':
				void copied(effect, terminal).then(text => tell({text}));
				return;
			case 'write recording':
				void recorder.write(core, source.now(), effect.path).then(tell);
				return;
			case 'write snapshot':
				void writeSnapshot(core, snapshotTexts, source.now(), effect.path).then(tell);
				return;
			case 'list contexts':
				core.contextsListed(contexts.list());
				return;
			case 'switch context':
				switchTo(effect.name);
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
