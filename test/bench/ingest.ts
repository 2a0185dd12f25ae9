// Events a second: from the bytes the client library hands over to the updated model, against a bare JSON.parse of the
// same bytes. Both include decoding the bytes, as the library's own `json()` does; the cost without it is given too.
// "All kinds" are the captured events in their order, as often as they came. Nothing has been seen before: new bytes,
// subjects, sequence numbers and connections each time round.
import {payloadText} from '../../source/sources/nats/payload-text.ts';
import {createModel, type Model} from '../../source/model/model.ts';
import {ingest} from '../../source/core/ingest.ts';
import type {Figure} from './figure.ts';
import type {Measurement} from './measurement.ts';
import {cpuMicroseconds, inTurn, median, ratioOf} from './sampling.ts';
import {type Kind, kinds, type Tape, type TapeEvent, tapeOf} from './tape.ts';

const eventsABlock = 10_000;

/** Subjects as the library makes them: a new string for each message. */
function freshly(events: readonly TapeEvent[]): TapeEvent[] {
	return events.map(({at, subject, payload}) => ({at, subject: Buffer.from(subject).toString('latin1'), payload}));
}

/** Rounds of the tape until there are enough events of the kind. */
function blockFrom(tape: Tape, round: number, rounds: number, kind?: Kind): TapeEvent[] {
	const events: TapeEvent[] = [];
	for (let next = round; next < round + rounds; next++) events.push(...tape.events(next, kind));
	return freshly(events);
}

type Sides = {
	readonly decode: number[];
	readonly parse: number[];
	readonly take: number[];
};

type Race = {
	readonly model: Model;
	readonly tape: Tape;
	readonly rounds: number;
	readonly firstRound: number;
	readonly kind?: Kind;
	/** Whether the texts are there already; then decoding costs nothing. */
	readonly decoded?: boolean;
};

function race({model, tape, rounds, firstRound, kind, decoded = false}: Race): Sides {
	const roundsABlock = Math.ceil(eventsABlock / Math.max(1, tape.events(0, kind).length));
	let block: TapeEvent[] = [];
	let texts: string[] = [];
	let round = firstRound;
	let _kept = 0;
	const each = (work: (event: TapeEvent, text: string) => void): number => {
		if (decoded) texts = block.map(({payload}) => payloadText(payload));
		return (
			cpuMicroseconds(() => {
				for (const [index, event] of block.entries()) work(event, texts[index] ?? payloadText(event.payload));
			}) / block.length
		);
	};
	return inTurn(
		{
			decode: () =>
				each((_, text) => {
					_kept += text.length;
				}),
			parse: () =>
				each((_, text) => {
					if (typeof JSON.parse(text) === 'object') _kept++;
				}),
			take: () => each(({at, subject}, text) => ingest(model, {at, subject, text})),
		},
		rounds,
		() => {
			block = blockFrom(tape, round, roundsABlock, kind);
			round += roundsABlock;
		},
	);
}

function together(raced: readonly Sides[]): Sides {
	return {
		decode: raced.flatMap(({decode}) => decode),
		parse: raced.flatMap(({parse}) => parse),
		take: raced.flatMap(({take}) => take),
	};
}

function figuresOf(name: string, {decode, parse, take}: Sides): Figure[] {
	return [
		{
			name: `${name}: take in / bare parse`,
			value: ratioOf(take, parse),
			unit: '×',
			note: `bytes → model ${median(take).toFixed(2)} µs, bytes → JSON.parse ${median(parse).toFixed(2)} µs, decoding alone ${median(decode).toFixed(2)} µs`,
		},
	];
}

function figuresOfAll(model: Model, tape: Tape, rounds: number): Figure[] {
	// The first hundred thousand events are those that compile it: both sides are measured as they are from then on.
	race({model, tape, rounds: 10, firstRound: 0});
	const fromBytes = race({model, tape, rounds, firstRound: 1000});
	const fromText = race({model, tape, rounds, firstRound: 1_000_000, decoded: true});
	return [
		...figuresOf('all kinds', fromBytes).map(figure => ({...figure, bound: {atMost: 1.5}})),
		{
			name: 'all kinds: the same from decoded text',
			value: ratioOf(fromText.take, fromText.parse),
			unit: '×',
			note: `text → model ${median(fromText.take).toFixed(2)} µs, text → JSON.parse ${median(fromText.parse).toFixed(2)} µs`,
		},
		{
			name: 'all kinds: events a second of CPU',
			value: 1e6 / median(fromBytes.take),
			unit: 'events/s',
			bound: {atLeast: 60_000},
		},
	];
}

export const ingestMeasurement: Measurement = async quick => {
	const tape = tapeOf('test/fixtures');
	const all = createModel();
	const figures = figuresOfAll(all, tape, quick ? 9 : 31);
	const model = createModel();
	const sides = new Map<Kind, Sides[]>(kinds.map(kind => [kind, []]));
	const chunks = quick ? 2 : 5;
	for (let chunk = 0; chunk <= chunks; chunk++) {
		// The kinds take the same rounds of the tape: those who disconnect are those who connected.
		for (const kind of kinds) {
			const raced = race({model, tape, rounds: 3, firstRound: chunk * 1_000_000, kind});
			// The first ones warm up.
			if (chunk > 0) sides.get(kind)?.push(raced);
		}
	}
	for (const [kind, raced] of sides) figures.push(...figuresOf(kind, together(raced)));
	if (all.misunderstood + model.misunderstood > 0) throw new Error('captured events were not understood');
	if (all.duplicates + model.duplicates > 0) throw new Error('events of the tape were dropped as known');
	return figures;
};
