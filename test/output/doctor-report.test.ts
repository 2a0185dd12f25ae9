// What `doctor` prints: a table that fits, and JSON as the schema says.
import fc from 'fast-check';
import stringWidth from 'string-width';
import {describe, expect, test} from 'vitest';
import {defaultThresholds} from '../../source/insight/thresholds.ts';
import {
	doctorChecks,
	type DoctorFacts,
	doctorJson,
	doctorStates,
	doctorText,
	isWell,
} from '../../source/output/doctor-report.ts';
import {terminalChecks} from '../../source/printing/terminal-checks.ts';
import {faultsOf} from '../helpers/output-schema.ts';

const server = (name: string, version: string, ms: number | undefined, within = 1) => ({
	name,
	version,
	ahead: ms === undefined ? undefined : {ms, within},
});

function checksOf(facts: Partial<DoctorFacts>) {
	return doctorChecks({checks: [], servers: [], roundTripMs: 1, terminal: [], thresholds: defaultThresholds, ...facts});
}

const found = (facts: Partial<DoctorFacts>, step: string) => checksOf(facts).find(one => one.step === step);

describe('servers', () => {
	test('what their versions cannot tell', () => {
		const servers = [server('n1', '2.15.2', 0), server('n2', '2.9.0', 0), server('n3', '2.9.0', 0)];
		expect(found({servers}, 'version 2.15.2')?.text).toBe('n1: tells all that is shown');
		expect(found({servers}, 'version 2.9.0')?.text).toMatch(/^n2 n3: .*it does not answer to IDZ/);
	});

	test.each([
		[0, 1, 'ok', 'ahead of'],
		[-900, 1, 'ok', 'behind'],
		[-1500, 1, 'not ok', 'behind'],
		[2500, 100, 'not ok', 'ahead of'],
		// The way there may have taken that long.
		[1500, 800, 'ok', 'ahead of'],
	])('a clock that is %d ms off, give or take %d', (ms, within, state, direction) => {
		const clock = found({servers: [server('n1', '2.15.2', 0), server('n2', '2.15.2', ms, within)]}, 'clock');
		expect(clock).toMatchObject({state, text: expect.stringContaining(direction)});
	});

	test('that were not asked, or did not answer', () => {
		expect(found({servers: undefined}, 'servers')?.state).toBe('not tried');
		expect(found({servers: []}, 'servers')?.state).toBe('unknown');
		expect(found({servers: [server('n1', '2.15.2', undefined)]}, 'clock')?.state).toBe('unknown');
		expect(found({roundTripMs: undefined}, 'round trip')?.state).toBe('not tried');
		expect(found({servers: [server('n1', '2.15.2', 0)], roundTripMs: 900}, 'round trip')?.state).toBe('not ok');
		expect(found({servers: undefined, roundTripMs: 900}, 'round trip')?.state).toBe('not ok');
	});
});

const check = fc.record({
	step: fc.string({maxLength: 60}).map(text => text.replaceAll(/\s/g, ' ')),
	state: fc.constantFrom(...doctorStates),
	text: fc
		.array(fc.stringMatching(/^[a-zé×世:$.*]{1,40}$/), {minLength: 1, maxLength: 30})
		.map(words => words.join(' ')),
	tryThis: fc.constantFrom('', 'allow it: nats-top-sys --permissions demand prints how'),
});

test('the table fits, and says each state', () => {
	fc.assert(
		fc.property(fc.array(check, {minLength: 1, maxLength: 6}), fc.integer({min: 80, max: 200}), (checks, columns) => {
			const lines = doctorText(checks, columns).split('\n');
			expect(lines.filter(line => stringWidth(line) > columns)).toEqual([]);
			const states = lines.slice(0, -3).flatMap(line => doctorStates.filter(state => line.startsWith(`${state} `)));
			expect(states).toEqual(checks.map(({state}) => state));
			expect(lines.at(-2) === 'All is ok.').toBe(isWell(checks));
			expect(faultsOf(JSON.parse(JSON.stringify(doctorJson(checks))))).toBe('');
		}),
	);
});

describe('a terminal', () => {
	const big = {isTTY: true, columns: 120, rows: 40};
	const texts = (env: Record<string, string>, stream = big) =>
		terminalChecks(env, stream).map(({state, text}) => `${state}: ${text}`);

	test('is told from the environment and its size', () => {
		expect(texts({TERM: 'xterm-256color', LANG: 'C.UTF-8', COLORTERM: 'truecolor'})).toEqual([
			'ok: 120×40',
			'ok: true colour',
			'ok: yes',
			'ok: y copies by OSC 52, where the terminal takes it',
		]);
		expect(texts({TERM: 'tmux-256color', TMUX: 'x', LC_ALL: 'C', NO_COLOR: '1'}, {...big, rows: 20})).toEqual([
			'not ok: 120×20',
			'ok: none: weight, lines and inversion instead',
			'ok: no: signs are drawn as ASCII',
			'ok: y copies into the buffer of tmux, and by OSC 52 where tmux has set-clipboard on',
		]);
		expect(texts({TERM: 'dumb'})).toEqual(['not tried: TERM is dumb: no screen is opened']);
	});
});
