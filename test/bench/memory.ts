// Whether the model's memory stays flat: what it holds after a garbage collection, from the 100,000th event on.
import {payloadText} from '../../source/sources/nats/payload-text.ts';
import {createModel} from '../../source/model/model.ts';
import {ingest} from '../../source/core/ingest.ts';
import type {Measurement} from './measurement.ts';
import {tapeOf} from './tape.ts';

function usedMiB(): number {
	globalThis.gc?.({type: 'major', execution: 'sync'});
	return process.memoryUsage().heapUsed / 2 ** 20;
}

export const memory: Measurement = async quick => {
	const tape = tapeOf('test/fixtures');
	const model = createModel();
	const before = usedMiB();
	const marks = quick ? [100_000, 300_000] : [100_000, 300_000, 1_000_000];
	const used: number[] = [];
	let events = 0;
	let round = 0;
	for (const mark of marks) {
		while (events < mark) {
			for (const {at, subject, payload} of [...tape.events(round), ...tape.departures(round)]) {
				ingest(model, {at, subject, text: payloadText(payload)});
				events++;
			}
			round++;
		}
		used.push(usedMiB() - before);
	}
	if (model.misunderstood + model.duplicates > 0) throw new Error('events of the tape were not taken in');
	const [first = Number.NaN] = used;
	const last = used.at(-1) ?? Number.NaN;
	return [
		...marks.map((mark, index) => ({
			name: `after ${mark.toLocaleString('en')} events`,
			value: used[index] ?? Number.NaN,
			unit: 'MiB',
		})),
		{name: 'last / first', value: last / first, unit: '×', bound: {atMost: 1.1}, note: '1 is flat'},
	];
};
