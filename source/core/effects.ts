// What keys do beyond the ui, as far as no outside is needed for it.
import {pingSubject} from '../requests/ping.ts';
import type {Effect} from '../ui/action.ts';
import {saying, telling} from '../ui/layers.ts';
import {type Marker, markerSubject, type Message} from '../wire/message.ts';
import type {Asker} from './asker.ts';
import type {CommandInProgress} from './command-in-progress.ts';
import {nothing, type Outcome} from './outcome.ts';
import type {Person} from './person.ts';
import type {Travel} from './travel.ts';
import type {Watched} from './watched.ts';

type Parts = {
	readonly watched: Watched;
	readonly command: CommandInProgress;
	readonly travel: Travel;
	readonly asker: Asker;
	readonly person: Person;
	readonly now: () => number;
	readonly hear: (message: Message) => Outcome;
};

type Effects = {
	readonly perform: (effect: Effect) => Outcome;
	/** Looks at a moment of the past; `isPlaying`: it goes on from there. */
	readonly goTo: (time: number, isPlaying: boolean) => void;
};

export function createEffects({watched, command, travel, asker, person, now, hear}: Parts): Effects {
	function askAnew(): Outcome {
		const outcome = asker.anew(now());
		const isAsked = outcome.requests.some(({subject}) => subject === pingSubject);
		// All servers answering costs something, which is to be paid back first.
		if (!isAsked) person.changeUi(ui => saying(ui, 'not asked: all servers were asked just now', now()));
		return outcome;
	}

	/** Says what stands in the way, if anything does. */
	function told(notice: string | undefined): Outcome {
		watched.thaw();
		if (notice !== undefined) person.changeUi(ui => telling(ui, {text: notice}, now()));
		return nothing;
	}

	function perform(effect: Effect): Outcome {
		switch (effect.kind) {
			case 'ask now':
				return askAnew();
			case 'mark': {
				const marker: Marker = {note: effect.note};
				return hear({at: now(), subject: markerSubject, text: JSON.stringify(marker)});
			}
			case 'freeze':
			case 'thaw':
				watched[effect.kind]();
				return nothing;
			case 'set baseline':
				watched.setBaseline(travel.model());
				return nothing;
			case 'step':
			case 'to problem':
			case 'to time':
			case 'play or pause':
			case 'to now':
				return told(travel.perform(effect));
			case 'begin command':
				return command.begin(effect.target, effect.file, now());
			case 'confirm command':
				return command.confirm(effect.text, now());
			default:
				return {...nothing, effects: [effect]};
		}
	}

	return {
		perform,
		goTo(time, isPlaying) {
			told(travel.to(time));
			if (isPlaying !== travel.isPlaying()) travel.perform({kind: 'play or pause'});
		},
	};
}
