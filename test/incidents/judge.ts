// Whether the program said the right things of an incident: what was expected, how soon it came and ended, and what else
// it said.
import type {Expected, Incident} from './incident.ts';
import type {Sighting} from './watcher.ts';

export type Judgement = {
	readonly passed: boolean;
	/** One line each. */
	readonly lines: readonly string[];
};

type Times = {readonly knowableAt: number; readonly endedAt: number | undefined};

/** So soon after the wire can know of something it must be said. */
const withinMs = 5000;

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

function wordsOf(sighting: Sighting): string {
	return [...sighting.texts.keys()].at(-1) ?? '';
}

/** When it was first said with all names; undefined when it never was. */
function saidAt({rules, names}: Expected, {rule, texts}: Sighting): number | undefined {
	if (!rules.includes(rule)) return undefined;
	const found = [...texts].find(([text]) =>
		names.every(name => (typeof name === 'string' ? text.includes(name) : name.test(text))),
	);
	return found?.[1];
}

function judgeExpected(expected: Expected, sightings: readonly Sighting[], {knowableAt, endedAt}: Times): Judgement {
	const meant = sightings
		.flatMap(sighting => {
			const at = saidAt(expected, sighting);
			return at === undefined ? [] : [{...sighting, saidAt: at}];
		})
		.sort((a, b) => a.saidAt - b.saidAt);
	const [first] = meant;
	const what = `${expected.rules.join(' or ')} with ${expected.names.join(' ')}`;
	if (first === undefined) return {passed: false, lines: [`✗ never said: ${what}`]};
	const afterMs = Math.max(0, first.saidAt - knowableAt);
	const {toldAfter} = expected;
	const lateMs = Math.max(0, afterMs - (toldAfter?.ms ?? 0));
	const because =
		toldAfter === undefined ? '' : ` (the wire takes up to ${seconds(toldAfter.ms)}: ${toldAfter.because})`;
	const lines = [`  said after ${seconds(afterMs)}${because}: ${wordsOf(first)}`];
	let passed = true;
	if (lateMs > withinMs) {
		passed = false;
		lines.push(`✗ ${seconds(lateMs)} after the wire can know it`);
	}
	if (!meant.some(({onFirstScreen}) => onFirstScreen)) {
		passed = false;
		lines.push('✗ it did not stand in the verdict of the first screen at 80×24');
	}
	if (expected.endsWithinMs === undefined) return {passed, lines};
	const overAt = meant.every(one => one.overAt !== undefined)
		? Math.max(...meant.map(one => one.overAt ?? 0))
		: undefined;
	if (overAt === undefined || endedAt === undefined) {
		// What is expected to last longer than it is watched has not failed.
		lines.push('  not over yet');
	} else {
		const lateMs = Math.max(0, overAt - endedAt);
		lines.push(`  over ${seconds(lateMs)} after it ended`);
		if (lateMs > expected.endsWithinMs) {
			passed = false;
			lines.push(`✗ later than ${seconds(expected.endsWithinMs)}`);
		}
	}
	return {passed, lines};
}

/** What was said of an incident, in lines, and whether it was right. */
export function judge(incident: Incident, sightings: readonly Sighting[], times: Times): Judgement {
	const judged = incident.expected.map(expected => judgeExpected(expected, sightings, times));
	const rightRules = new Set([...incident.expected.flatMap(({rules}) => rules), ...incident.alsoTrue]);
	const wrong = sightings.filter(({rule}) => !rightRules.has(rule));
	const also = sightings.filter(({rule}) => incident.alsoTrue.includes(rule));
	return {
		passed: judged.every(({passed}) => passed) && wrong.length === 0,
		lines: [
			...judged.flatMap(({lines}) => lines),
			...also.map(sighting => `  also: ${wordsOf(sighting)} (${sighting.rule})`),
			...wrong.map(sighting => `✗ wrong: ${wordsOf(sighting)} (${sighting.rule})`),
		],
	};
}
