import type {Request} from '../requests/request.ts';
import type {Source} from '../sources/source.ts';

/**
 * Sends requests after the current callback: a source may still be reporting that its link is up, and a picture
 * that is being drawn would count into the round trips.
 */
export function sendSoon(source: Source, requests: readonly Request[], isOver: () => boolean): void {
	if (requests.length === 0) return;
	setImmediate(() => {
		if (isOver()) return;
		for (const request of requests) source.ask(request);
	});
}
