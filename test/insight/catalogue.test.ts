// Every rule has a name and a meaning, and its place.
import {expect, test} from 'vitest';
import {rules} from '../../source/insight/catalogue.ts';
import {createModel} from '../../source/model/model.ts';
import {linkUp, MadeServer, noon} from '../events/made-server.ts';
import {passTo, replay, troubleOf} from '../helpers/replay.ts';

test('the rules have names of their own and a meaning', () => {
	expect(new Set(rules.map(({id}) => id)).size).toBe(rules.length);
	expect(rules.filter(({meaning}) => meaning.length < 20)).toEqual([]);
	expect(troubleOf(createModel())).toEqual([]);
});

test('what is bad is said first, then by the order of the rules', () => {
	const [n1, n2] = [new MadeServer('n1'), new MadeServer('n2')] as const;
	const model = replay([
		linkUp(noon),
		n1.heartbeat(noon),
		n2.heartbeat(noon + 5000),
		n2.goodbye(noon + 6000, 'SHUTDOWN'),
	]);
	const n3 = new MadeServer('n3');
	for (let second = 6; second <= 33; second++) replay([n3.authError(noon + second * 1000, second)], {model});
	passTo(model, noon + 33_000);
	expect(troubleOf(model).map(({severity, rule}) => `${severity} ${rule}`)).toEqual([
		'bad silent-server',
		'warn auth-errors',
		'warn stopped-server',
	]);
});
