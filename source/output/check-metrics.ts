// A check as metrics, for the textfile collector of Prometheus' node exporter.
import {rules} from '../insight/catalogue.ts';
import type {CheckOption} from '../options/check-option.ts';
import {secondsOf} from './known.ts';
import {exitCodeOf, type Judged} from './judged.ts';
import {gauge, type Metric, samplesOf} from './metrics-text.ts';

/** `at`: the moment that is judged, epoch milliseconds; undefined where nothing was heard. */
export function checkMetrics(judged: Judged, {conclusions}: CheckOption, at: number | undefined): readonly Metric[] {
	const {state, problems, unknown, summary, isAnythingKnown, listenedMs} = judged;
	const known = (value: number | undefined): number | undefined => (isAnythingKnown ? value : undefined);
	const looked = conclusions ?? rules.map(({id}) => id);
	const worst = (id: string): number => {
		const grades = problems.filter(({problem}) => problem.rule === id).map(({grade}) => exitCodeOf[grade]);
		return Math.max(0, ...grades);
	};
	const countOf = (wanted: string): number => problems.filter(({grade}) => grade === wanted).length;
	return [
		gauge('check_state', '0 ok, 1 warning, 2 critical, 3 unknown.', [{value: exitCodeOf[state]}]),
		gauge('check_timestamp_seconds', 'The moment that was judged, since 1970.', samplesOf(secondsOf(at))),
		gauge('check_problems', 'Problems that are critical or a warning.', [
			...samplesOf(known(countOf('critical')), {state: 'critical'}),
			...samplesOf(known(countOf('warning')), {state: 'warning'}),
		]),
		gauge(
			'check_conclusion_state',
			'By conclusion: 0 not drawn or a note, 1 a warning, 2 critical.',
			// Where not all was heard nothing is known to be well.
			looked.flatMap(id => samplesOf(unknown.length > 0 ? worst(id) || undefined : worst(id), {conclusion: id})),
		),
		gauge('check_listened_seconds', 'How long was listened without a gap.', samplesOf(known(secondsOf(listenedMs)))),
		gauge('servers_heard', 'Servers that are heard.', samplesOf(known(summary.speaking))),
		gauge(
			'servers_expected',
			'Servers that are known, and those that other servers count or tell of.',
			samplesOf(known(summary.expected)),
		),
		gauge(
			'oldest_statistics_age_seconds',
			'Age of the oldest statistics of a server.',
			samplesOf(known(secondsOf(summary.oldestMs))),
		),
	];
}
