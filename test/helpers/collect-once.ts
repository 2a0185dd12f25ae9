import type {Core} from '../../source/core/core.ts';
import type {Source} from '../../source/sources/source.ts';
import {collect, type CollectSettings} from '../../source/runtime/collect.ts';

/**
 * One look: the core after all servers have answered the view's requests, or after the time for that is over.
 * @throws CannotStart when there is no connection, or no server tells anything
 */
export async function collectOnce(source: Source, settings: CollectSettings): Promise<Core> {
	const collected = await collect(source, settings);
	try {
		await collected.whole();
		return collected.core;
	} finally {
		collected.end();
	}
}
