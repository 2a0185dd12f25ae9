// The moment that later ones are compared with: a copy of the model without what grows with every message.
import {copyToCompare} from './copy-of-server.ts';
import {keyframeOf} from './keyframe.ts';
import {isSpeaking} from './server-state.ts';
import {createModel, type Model} from './model.ts';

/** Later than this rates are not waited for any more. */
const longestWaitMs = 30_000;

/** Whether the servers have told twice, so that rates are known too. */
export function isWholePicture({completeAt, servers, now}: Model): boolean {
	if (completeAt === undefined) return false;
	if (now - completeAt > longestWaitMs) return true;
	for (const server of servers.values()) if (isSpeaking(server) && server.rates === undefined) return false;
	return true;
}

/** The model as it is now, without events, raw messages, histories and lists of connections. */
export function baselineOf(model: Model): Model {
	const {journals, longTexts, listings} = createModel();
	return keyframeOf({...model, journals, longTexts, listings}, copyToCompare);
}
