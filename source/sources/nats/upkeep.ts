// What runs while a connection lives: a deaf connection is made anew, who we are is asked when all servers fall silent,
// and refused subscriptions are tried again.
import type {Link} from '../../connection/dial/link.ts';
import {createPatience} from '../../connection/dial/patience.ts';
import {tame} from '../../format/tame.ts';
import {captureConsole} from './captured-console.ts';
import type {Delivery} from './delivery.ts';
import type {KeptConnection} from './kept-connection.ts';
import type {Listening} from './listening.ts';
import type {PostConnect} from './post-connect.ts';
import type {RequestSender} from './request-sender.ts';
import {watchForSilence} from './silence.ts';
import {startWatchdog} from './watchdog.ts';

export type Upkeep = {
	/** Captures the console, where the client library writes that it has stopped reading. */
	beforeConnecting(): void;
	connected(): void;
	end(): void;
};

export type UpkeepOptions = {
	readonly kept: KeptConnection;
	readonly link: Link;
	readonly listening: Listening;
	readonly sender: RequestSender;
	readonly delivery: Delivery;
	readonly postConnect: PostConnect;
	/** A connection on which nothing arrives for so long, not even the answer to a ping, is made anew. */
	readonly silentMs: number;
	/** How often what was refused is tried again. */
	readonly tryAgainMs: number;
	/** How long a round trip may take that proves that the connection is still read. */
	readonly signMs: number;
};

export function createUpkeep(options: UpkeepOptions): Upkeep {
	const {kept, link, listening, sender, delivery, postConnect, silentMs, tryAgainMs, signMs} = options;
	const patience = createPatience();
	const endings: (() => void)[] = [() => patience.end()];
	const isUp = () => link.isUp;

	async function onConsole(text: string): Promise<void> {
		delivery.note(tame(text));
		const asked = kept.current();
		if (!text.startsWith('reader closed') || !asked) return;
		// The warning may be about another connection of this process; ours works when it answers.
		let answered = false;
		asked.flush().then(
			() => {
				answered = true;
			},
			() => {},
		);
		await patience.pause(signMs);
		if (!answered && asked === kept.current()) kept.makeAnew('the client library stopped reading');
	}

	async function tryRefusedAgain(): Promise<void> {
		const live = kept.current();
		if (!live || !link.isUp) return;
		const granted = listening.renew(live).map(subject => link.refusals.tryAgain('subscribe', subject));
		if (granted.length === 0) return;
		// A refusal comes before the answer to a ping that is sent after the subscription.
		if (await sender.roundTrip()) for (const tell of granted) tell?.();
	}

	function askWhoWeAre(): void {
		const live = kept.current();
		if (live) postConnect.askWhoWeAre(live);
	}

	return {
		beforeConnecting() {
			endings.push(captureConsole(text => void onConsole(text)));
		},
		connected() {
			const watched = {
				received: () => kept.current()?.stats().inMsgs ?? 0,
				roundTrip: () => kept.current()?.flush() ?? Promise.resolve(),
				connected: isUp,
			};
			const timer = setInterval(() => void tryRefusedAgain(), tryAgainMs);
			endings.push(
				startWatchdog(watched, silentMs, () => kept.makeAnew(`no sign of life for ${silentMs / 1000} s`)),
				watchForSilence({heard: () => delivery.heard, connected: isUp}, askWhoWeAre),
				() => clearInterval(timer),
			);
		},
		end() {
			for (const end of endings.splice(0)) end();
		},
	};
}
