// The life of a problem, the names it is told by, and what is wrong with our own link.
import {expect, test} from 'vitest';
import {shownNamesOf} from '../../source/model/server-names.ts';
import {idOf, linkMessage, linkUp, MadeServer, noon} from '../events/made-server.ts';
import {ledgerOf, passTo, replay, sentencesOf, toldOf, troubleOf} from '../helpers/replay.ts';

test('a problem is over for two minutes, then past, and the same when it comes back within a minute', () => {
	const n1 = new MadeServer('n1');
	const storm = (second: number) =>
		Array.from({length: 20}, (_, index) => n1.authError(noon + second * 1000 + index * 100, n1.sequence));
	// After the pause it was in once, it may be quiet for longer before it is called over again.
	const model = replay([...storm(0), ...storm(20), ...storm(40)]);
	expect(sentencesOf(troubleOf(model))).toEqual([expect.stringMatching(/, 2nd time$/)]);
	const refused = () => toldOf(model).filter(({rule}) => rule === 'auth-errors');
	passTo(model, noon + 100_000);
	expect(refused()).toMatchObject([{overAt: noon + 41_900, times: 2, since: noon, total: 60}]);
	passTo(model, noon + 170_000);
	expect(refused()).toEqual([]);
	expect(ledgerOf(model).past).toMatchObject([{rule: 'auth-errors', since: noon, overAt: noon + 41_900, total: 60}]);
});

test('servers of one name are told with their cluster, or with a short id where they share that too', () => {
	const edge = (cluster: string, id: string) => new MadeServer('nats-0', {cluster}, idOf(id));
	const [one, two, three] = [edge('edge1', 'one'), edge('edge2', 'two'), edge('edge2', 'three')] as const;
	expect(shownNamesOf(replay([one.heartbeat(noon), two.heartbeat(noon)]), [one.id, two.id])).toEqual([
		'edge1/nats-0',
		'edge2/nats-0',
	]);
	const model = replay([two, three].flatMap(server => [server.heartbeat(noon), server.heartbeat(noon + 1000)]));
	expect(shownNamesOf(model, [two.id, three.id])).toEqual(['nats-0 (NTHREE)', 'nats-0 (NTWOZZ)']);
	expect(toldOf(model)).toMatchObject([{rule: 'same-name', severity: 'note'}]);
});

test('a replica that is offline is told by its name though it was never heard', () => {
	const meta = {leader: 'n1', cluster_size: 3, replicas: [{name: 'n3', current: false, offline: true, active: 0}]};
	const model = replay([linkUp(noon), new MadeServer('n1').heartbeat(noon, {jetstream: {meta}})]);
	expect(sentencesOf(troubleOf(model))).toEqual([
		'bad missing-server: n3 was not heard: n1 calls it an offline replica of JetStream’s meta group',
	]);
});

test('a link that is lost again and again is a problem, and the end of our own connections is no news', () => {
	const n1 = new MadeServer('n1');
	const cuts = Array.from({length: 8}, (_, index) => [
		linkMessage(noon + index * 2000 + 1000, {state: 'down', reason: 'cut'}),
		linkUp(noon + index * 2000 + 1500),
	]).flat();
	const model = replay([linkUp(noon), ...cuts, n1.disconnect(noon + 18_000, 7, {name: 'nats-top-sys'}, 'Read Error')]);
	expect(troubleOf(model)).toMatchObject([{rule: 'unstable-link', text: 'lost 8 times in 14 s: cut'}]);
	expect(model.tallies.disconnects.total).toBe(0);
});
