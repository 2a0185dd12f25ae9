import path from 'node:path';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {createCore} from '../../source/core/core.ts';
import {createModel} from '../../source/model/model.ts';
import {largestBy, labelOf} from '../../source/output/metric-labels.ts';
import {gauge, metricsText} from '../../source/output/metrics-text.ts';
import {systemMetrics} from '../../source/output/system-metrics.ts';
import {scenarios} from '../../source/sources/simulate/scenarios/catalogue.ts';
import {createSystem} from '../../source/sources/simulate/system.ts';
import {anyCharacter} from '../helpers/any-character.ts';
import {readMetrics} from '../helpers/prometheus-text.ts';
import {fixtureNames} from '../helpers/replay.ts';
import {demoStage, recordingStage, startAt} from '../views/stage.ts';

type Looked = Parameters<typeof systemMetrics>[0];

function read(look: Looked) {
	return readMetrics(metricsText(systemMetrics(look, '1.2.3')));
}

const anyText = fc.string({
	unit: fc.oneof(anyCharacter, fc.constantFrom('"', '\\', '\n', '\r', '{', '}', ',', '\ud800')),
});

describe('the text', () => {
	test('gives back every label as it was', () => {
		fc.assert(
			fc.property(fc.uniqueArray(anyText, {selector: labelOf}), names => {
				const samples = names.map((name, value) => ({value, labels: {name: labelOf(name)}}));
				const metric = readMetrics(metricsText([gauge('named', 'Names.', samples)])).get('nats_top_sys_named');
				expect(metric?.samples ?? []).toEqual(samples);
			}),
		);
	});

	test('never has two samples with the same labels, and a bound, whoever chooses the names', () => {
		fc.assert(
			fc.property(fc.array(fc.tuple(anyText, fc.nat(1000))), fc.integer({min: 1, max: 5}), (values, most) => {
				const samples = largestBy('name', values, most);
				const metric = readMetrics(metricsText([gauge('named', 'Names.', samples)])).get('nats_top_sys_named');
				const told = metric?.samples ?? [];
				expect(told.length).toBeLessThanOrEqual(most + 1);
				const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
				expect(sum(told.map(({value}) => value))).toBe(sum(values.map(([, value]) => value)));
			}),
		);
	});

	test('sums who is called other with the others', () => {
		const samples = largestBy(
			'user',
			[
				['other', 5],
				['a', 4],
				['b', 3],
				['c', 2],
			],
			2,
		); // prettier-ignore
		expect(samples).toEqual([
			{value: 10, labels: {user: 'other'}},
			{value: 4, labels: {user: 'a'}},
		]);
	});
});

describe('the metrics are such as Prometheus takes', () => {
	test.each([1, 6, 30, 60, 100, 185])('of the demo after %i s', seconds => {
		const metrics = read(demoStage(seconds, 80, 24, 'accounts').look());
		expect(metrics.get('nats_top_sys_servers_heard')?.samples).toHaveLength(1);
		expect(metrics.get('nats_top_sys_account_connections')?.samples.length).toBeGreaterThan(1);
		const up = metrics.get('nats_top_sys_server_up')?.samples ?? [];
		const silent = up.filter(({value}) => value === 0);
		// Of a silent server no figures are told.
		expect(metrics.get('nats_top_sys_server_connections')?.samples).toHaveLength(up.length - silent.length);
	});

	test.each(fixtureNames)('of %s', fixture => {
		expect(read(recordingStage(fixture, 600, 80, 24).look()).get('nats_top_sys_build_info')).toBeDefined();
	});

	test('of strangers with hostile names', () => {
		const scenario = scenarios.find(({name}) => name === 'hostile-names');
		if (scenario === undefined) throw new Error('there is no such scenario');
		const system = createSystem({seed: 7, startAt, scenario});
		const core = createCore({view: 'accounts', utc: true, label: 'demo'});
		for (let second = 2; second <= 120; second += 2) {
			const at = startAt + second * 1000;
			const asked = system.ask({subject: '$SYS.REQ.SERVER.PING', body: ''}, at);
			for (const message of [...asked, ...system.advance(at + 300)]) core.hear(message);
			core.pass(at + 300);
		}
		const metrics = read(core.look());
		const users = metrics.get('nats_top_sys_user_refused_logins_last_minute')?.samples ?? [];
		expect(users.length).toBeGreaterThan(0);
		expect(users.length).toBeLessThanOrEqual(21);
		expect(metrics.get('nats_top_sys_account_connections')?.samples.length).toBeGreaterThan(0);
	});
});

test('golden: the metrics of the demo', async () => {
	const text = metricsText(systemMetrics(demoStage(60, 80, 24, 'accounts').look(), '1.2.3'));
	await expect(text).toMatchFileSnapshot(path.join(import.meta.dirname, '../frames/metrics.txt'));
});

describe('what is not known is left out', () => {
	test('before anything was heard', () => {
		const names = [...read({model: createModel(), problems: []}).keys()];
		expect(names.filter(name => /server|account|user|_age|problem/.test(name))).toEqual([]);
		expect(names).toContain('nats_top_sys_link_up');
	});

	test('while our link is down', () => {
		const look = demoStage(60, 80, 24, 'accounts').look();
		const link = {...look.model.link, state: 'down' as const, since: look.model.now - 5000};
		const metrics = read({...look, model: {...look.model, link}});
		expect(metrics.get('nats_top_sys_link_up')?.samples).toEqual([{labels: {}, value: 0}]);
		expect([...metrics.keys()].filter(name => /server|account|user|_age|problem/.test(name))).toEqual([]);
	});
});
