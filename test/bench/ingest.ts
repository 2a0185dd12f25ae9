// Events a second: from the bytes the client library hands over to the updated model, against a bare JSON.parse of the
// same bytes, decoded the same way. Every side gets fresh, flat strings; nothing has been seen before.
import {payloadText} from '../../source/sources/nats/payload-text.ts';
import {createModel, type Model} from '../../source/model/model.ts';
import {takeIn} from '../../source/take-in.ts';
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
	readonly parseOnly: number[];
	readonly take: number[];
};

function race(model: Model, tape: Tape, rounds: number, firstRound: number, kind?: Kind): Sides {
	const perRound = tape.events(0, kind).length;
	const roundsABlock = Math.ceil(eventsABlock / Math.max(1, perRound));
	let block: TapeEvent[] = [];
	let round = firstRound;
	let _kept = 0;
	const each = (work: (event: TapeEvent) => void): number =>
		cpuMicroseconds(() => {
			for (const event of block) work(event);
		}) / block.length;
	return inTurn(
		{
			decode: () =>
				each(({payload}) => {
					_kept += payloadText(payload).length;
				}),
			parse: () =>
				each(({payload}) => {
					if (typeof JSON.parse(payloadText(payload)) === 'object') _kept++;
				}),
			parseOnly() {
				const texts = block.map(({payload}) => payloadText(payload));
				globalThis.gc?.();
				return (
					cpuMicroseconds(() => {
						for (const text of texts) if (typeof JSON.parse(text) === 'object') _kept++;
					}) / texts.length
				);
			},
			take: () => each(({at, subject, payload}) => takeIn(model, {at, subject, text: payloadText(payload)})),
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
		parseOnly: raced.flatMap(({parseOnly}) => parseOnly),
		take: raced.flatMap(({take}) => take),
	};
}

function figuresOf(name: string, {decode, parse, parseOnly, take}: Sides, isAll: boolean): Figure[] {
	const figures: Figure[] = [
		{
			name: `${name}: take in / bare parse`,
			value: ratioOf(take, parse),
			unit: '×',
			...(isAll ? {bound: {atMost: 1.5}} : {}),
			note: `bytes → model ${median(take).toFixed(2)} µs, bytes → JSON.parse ${median(parse).toFixed(2)} µs, decoding alone ${median(decode).toFixed(2)} µs`,
		},
	];
	if (isAll) {
		figures.push(
			{
				name: `${name}: take in / parse of decoded text`,
				value: ratioOf(take, parseOnly),
				unit: '×',
				note: `bytes → model, against JSON.parse of a flat string that is there already ${median(parseOnly).toFixed(2)} µs`,
			},
			{name: `${name}: events a second of CPU`, value: 1e6 / median(take), unit: 'events/s', bound: {atLeast: 60_000}},
		);
	}
	return figures;
}

export const ingest: Measurement = async quick => {
	const tape = tapeOf('test/fixtures');
	const rounds = quick ? 9 : 31;
	const all = createModel();
	race(all, tape, 3, 0);
	const figures = figuresOf('all kinds', race(all, tape, rounds, 1000), true);
	const model = createModel();
	const sides = new Map<Kind, Sides[]>(kinds.map(kind => [kind, []]));
	const chunks = quick ? 2 : 5;
	for (let chunk = 0; chunk <= chunks; chunk++) {
		// The kinds take the same rounds of the tape: those who disconnect are those who connected.
		for (const kind of kinds) {
			const raced = race(model, tape, 3, chunk * 1_000_000, kind);
			// The first ones warm up.
			if (chunk > 0) sides.get(kind)?.push(raced);
		}
	}
	for (const [kind, raced] of sides) figures.push(...figuresOf(kind, together(raced), false));
	if (all.misunderstood + model.misunderstood > 0) throw new Error('captured events were not understood');
	if (all.duplicates + model.duplicates > 0) throw new Error('events of the tape were dropped as known');
	return figures;
};
