// What a copied row is called is whom it is about, and nothing of how that is doing.
import {expect, test} from 'vitest';
import {demoStage} from './stage.ts';

test.each([
	['overview', 'row of w2'],
	['servers', 'row of w2'],
	['accounts', 'row of ORDERS'],
	['clients', 'row of billing-worker'],
	['leafs', 'row of edge-berlin'],
	['jetstream', 'row of w2'],
])('in %s: %s', (view, what) => {
	const stage = demoStage(60, 120, 40, view).press('y');
	expect(stage.effects).toMatchObject([{kind: 'copy', what}]);
});

test('the connections of a server are listed from its row of JetStream', () => {
	expect(demoStage(60, 120, 40, 'jetstream').press('down', 'C').text()).toMatch(/JetStream › n1 › connections/);
});
