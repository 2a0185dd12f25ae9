// The state of a server in words, with how long it lasts: the same in a problem and in a row.
import {duration, stopwatch} from '../format/time.ts';
import type {Model} from '../model/model.ts';
import type {Server} from '../model/server.ts';
import {restartIsNewsMs, stateOf, stateSinceMs} from '../model/server-state.ts';

/** `silent 41 s`, `restarted 2:05`, `lame duck 8.0 s`, `shut down 0:17`; empty when it is up. */
export function stateInWords(model: Model, server: Server): string {
	const forMs = stateSinceMs(model, server);
	switch (stateOf(model, server)) {
		case 'up':
			return '';
		case 'silent':
			return `silent ${duration(forMs)}`;
		case 'restarted':
			return `restarted ${stopwatch(forMs)}`;
		case 'lame duck':
			return `lame duck ${duration(forMs)}`;
		case 'stopped':
			return `shut down ${forMs < restartIsNewsMs ? stopwatch(forMs) : duration(forMs)}`;
	}
}
