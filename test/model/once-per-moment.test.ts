import {expect, test} from 'vitest';
import {type Core, createCore} from '../../source/core/core.ts';
import {keyframeOf} from '../../source/model/keyframe.ts';
import {asHeard, createModel} from '../../source/model/model.ts';
import {oncePerMoment, oncePerMomentEach} from '../../source/model/once-per-moment.ts';
import {textOf} from '../../source/screen/screen.ts';
import {createUi} from '../../source/ui/ui.ts';
import {views} from '../../source/views/catalogue.ts';
import {linkMessage, linkUp, MadeServer, noon} from '../events/made-server.ts';
import {fixtureNames, messagesOf, passTo, replay} from '../helpers/replay.ts';

test('what follows from the model is found once, until something is heard or time passes', () => {
	const server = new MadeServer('n1');
	const model = replay([linkUp(noon), server.heartbeat(noon)], {model: createModel()});
	let found = 0;
	const count = oncePerMoment(() => ++found);
	expect([count(model), count(model)]).toEqual([1, 1]);
	replay([server.heartbeat(noon)], {model});
	expect([count(model), count(model)]).toEqual([2, 2]);
	passTo(model, noon + 1000);
	expect([count(model), count(model)]).toEqual([3, 3]);
	// A copy is another model.
	expect(count(keyframeOf(model))).toBe(4);
	expect(count(model)).toBe(3);
	// While the link is down the moment at which it was heard last stands still.
	replay([linkMessage(noon + 1000, {state: 'down', reason: 'cut'})], {model});
	passTo(model, noon + 5000);
	expect([count(asHeard(model)), count(asHeard(model)), count(model)]).toEqual([5, 5, 6]);
});

test('what is asked by a key is found once for each, also where nothing is found', () => {
	const model = replay([linkUp(noon)], {model: createModel()});
	const asked: string[] = [];
	const find = oncePerMomentEach((_model, key: string) => {
		asked.push(key);
		return undefined;
	});
	for (const key of ['a', 'b', 'a', 'b']) expect(find(model, key)).toBeUndefined();
	expect(asked).toEqual(['a', 'b']);
});

function linesOf(core: Core): readonly string[] {
	return core.draw(200, 50).screen.lines.map(textOf);
}

test.each(fixtureNames)('nothing that was found before is shown of another moment: %s', fixture => {
	const messages = messagesOf(fixture);
	const core = createCore({view: 'overview', utc: true, label: 'test'});
	const stops = new Set([1, 2, 3, 4, 5].map(part => Math.floor((messages.length * part) / 5) - 1));
	for (const [index, message] of messages.entries()) {
		core.hear(message);
		// Always drawn, so that there is something to be remembered.
		const {id: view} = views[index % views.length] ?? {id: 'overview'};
		core.changeUi(() => createUi(view));
		core.draw(200, 50);
		if (!stops.has(index)) continue;
		core.pass(core.model.now + 700);
		for (const {id} of views) {
			const fresh = createCore({
				view: id,
				utc: true,
				label: 'test',
				model: keyframeOf(core.model),
				ledger: core.ledger(),
			});
			core.changeUi(() => createUi(id));
			expect(linesOf(core)).toEqual(linesOf(fresh));
		}
	}
});
