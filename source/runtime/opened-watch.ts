// Opens what is watched: a recorder, a core and a source together.
import {type Core, createCore} from '../core/core.ts';
import type {OutsideEffect} from '../core/outcome.ts';
import type {Source} from '../sources/source.ts';
import {withTableStarts} from '../ui/table-starts.ts';
import {createUi, type Ui} from '../ui/ui.ts';
import {systemsView} from '../views/systems.ts';
import {createSystemRecorder, type RecorderSettings, type SystemRecorder} from './recorder.ts';
import type {RuntimeSettings} from './runtime-settings.ts';
import {createSeveral, type Several, type SystemsOf} from './several.ts';
import {createWatch, type Watch} from './watch.ts';

type Place = {
	/** Where the person is already. */
	readonly ui?: Ui;
	/** The systems that are watched at once. */
	readonly systems?: SystemsOf;
};

type Opening = {
	/** A system that has not begun. `recording`: only the one that is watched first is recorded to a file. */
	readonly open: (source: Source, recording: RecorderSettings, place?: Place) => Watch;
	/** Several, which share the memory for the last messages. */
	readonly openSeveral: (sources: readonly Source[], recording: RecorderSettings) => Several;
};

/** How a source is called. */
function named({label, contextName}: Source): Pick<Source, 'label' | 'contextName'> {
	return {label, contextName};
}

function coreOf(source: Source, settings: RuntimeSettings, {record, past}: SystemRecorder, {ui, systems}: Place): Core {
	const {view: first, utc, commands, replay, thresholds, accents, tables = []} = settings;
	const isList = systems !== undefined && systems.number === undefined;
	const view = isList ? systemsView.id : first;
	const core = createCore({
		view,
		utc,
		record,
		...named(source),
		accent: accents?.get(source.contextName ?? ''),
		...(systems && {systems}),
		...(past && {past}),
		...(replay && {replay}),
		...(thresholds && {thresholds}),
		...(commands && {commands}),
		ui: ui ?? withTableStarts(createUi(view, commands !== undefined), tables),
	});
	// The visible panes declare the requests, which are sent as soon as there is a connection.
	core.draw(80, 24);
	return core;
}

/** `perform` carries out the effects of what is opened. */
export function createOpening(settings: RuntimeSettings, perform: (of: Watch, effect: OutsideEffect) => void): Opening {
	const {setBackMs = () => 0} = settings;

	function open(source: Source, recording: RecorderSettings, place: Place = {}): Watch {
		const recorder = createSystemRecorder(recording);
		const core = coreOf(source, settings, recorder, place);
		const opened: Watch = createWatch({source, core, recorder, setBackMs, perform: effect => perform(opened, effect)});
		return opened;
	}

	return {
		open,
		openSeveral(sources, recording) {
			const flightRecorderBytes = Math.floor(recording.flightRecorderBytes / sources.length);
			return createSeveral(sources, (source, systems) => {
				// Of the list there is nothing to record.
				const bytes = systems.number === undefined ? 0 : flightRecorderBytes;
				return open(source, {...recording, flightRecorderBytes: bytes}, {systems});
			});
		},
	};
}
