// The demo as a source: drives a simulated system by a clock.
import {createSystem, type SimulatedSystem, type SystemOptions} from './system.ts';
import {CannotStart} from '../../errors/cannot-start.ts';
import {type LinkReport, linkSubject} from '../../wire/message.ts';
import type {Request} from '../../requests/request.ts';
import type {Deliver, Source} from '../source.ts';

export type SimulatedSourceOptions = Omit<SystemOptions, 'startAt'> & {
	/** Simulated seconds per second; 1 by default. At other speeds the times of messages are not those of the clock. */
	readonly speed?: number;
	/** Epoch milliseconds; the local clock by default. */
	readonly now?: () => number;
};

/** Milliseconds of the simulated clock, but in no more steps than a machine has the time for. */
const stepEveryMs = 100;
const shortestStepMs = 25;
/** After a request the next step comes sooner: by then, by the simulated clock, even the far servers have answered. */
const stepAfterAskMs = 45;
/** When the clock jumps farther than this (a laptop that slept), the demo begins again instead of sending hours at once. */
const longestStepMs = 120_000;

/** The system is made on `start`, which rejects with a CannotStart when `servers` is not a whole number above 0. */
export function simulatedSource({speed = 1, now = Date.now, ...options}: SimulatedSourceOptions): Source {
	let running: ReturnType<typeof run> | undefined;

	return {
		label: labelOf(options),
		speed,
		async start(deliver) {
			running?.end();
			const {servers = 1} = options;
			if (!Number.isInteger(servers) || servers < 1) {
				throw new CannotStart(
					'cannot begin the demo',
					`there is no system of ${servers} servers`,
					'ask for 1 or more',
					2,
				);
			}

			running = run(options, speed, now, deliver);
			running.step();
		},
		ask(request) {
			running?.ask(request);
		},
		now: () => running?.toldUntil() ?? now(),
		async stop() {
			running?.end();
			running = undefined;
		},
	};
}

/** What stands in the header: `demo`, `demo server-crash`, `demo of 50 servers`. */
function labelOf({scenario, servers}: Pick<SystemOptions, 'scenario' | 'servers'>): string {
	const name = scenario === undefined ? 'demo' : `demo ${scenario.name}`;
	return servers === undefined ? name : `${name} of ${servers} servers`;
}

function run(options: Omit<SystemOptions, 'startAt'>, speed: number, now: () => number, deliver: Deliver) {
	let stories = 0;
	let beganAt = now();
	let steppedAt = beganAt;
	let system: SimulatedSystem = createSystem({...options, startAt: beganAt});
	let soon: NodeJS.Timeout | undefined;
	let toldUntil = beganAt;

	const simulatedNow = (): number => beganAt + Math.max(0, now() - beganAt) * speed;

	const beginAgainAfterSleep = (): void => {
		const at = now();
		if (at - steppedAt > longestStepMs) {
			const report: LinkReport = {state: 'down', reason: 'the clock jumped; the demo begins again'};
			deliver({at, subject: linkSubject, text: JSON.stringify(report)});
			stories++;
			beganAt = at;
			system = createSystem({...options, seed: options.seed + stories, startAt: at});
		}

		steppedAt = at;
	};

	const step = (): void => {
		beginAgainAfterSleep();
		toldUntil = simulatedNow();
		for (const message of system.advance(toldUntil)) {
			deliver(message);
		}
	};

	const timer = setInterval(step, Math.max(shortestStepMs, stepEveryMs / Math.max(1, speed))).unref();
	return {
		step,
		toldUntil: () => toldUntil,
		ask(request: Request) {
			beginAgainAfterSleep();
			toldUntil = simulatedNow();
			for (const message of system.ask(request, toldUntil)) {
				deliver(message);
			}

			soon ??= setTimeout(() => {
				soon = undefined;
				step();
			}, stepAfterAskMs / Math.max(1, speed)).unref();
		},
		end() {
			clearInterval(timer);
			clearTimeout(soon);
		},
	};
}
