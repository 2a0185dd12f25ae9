// Messages and bytes counted over time at a rate that follows a load wave. Seen from the server: in is what clients
// publish, out is what is delivered to them.
import type {LoadWave} from './load-wave.ts';

/** A rate (per second) or a counter; bytes are payload. */
export type Traffic = {
	readonly inMessages: number;
	readonly inBytes: number;
	readonly outMessages: number;
	readonly outBytes: number;
};

export type Volume = {readonly messages: number; readonly bytes: number};

export const noVolume: Volume = {messages: 0, bytes: 0};

export const noTraffic: Traffic = {inMessages: 0, inBytes: 0, outMessages: 0, outBytes: 0};

/** `traffic` plus `times` × `more`, never below zero. */
export function plus(traffic: Traffic, more: Traffic, times: number): Traffic {
	return {
		inMessages: Math.max(0, traffic.inMessages + more.inMessages * times),
		inBytes: Math.max(0, traffic.inBytes + more.inBytes * times),
		outMessages: Math.max(0, traffic.outMessages + more.outMessages * times),
		outBytes: Math.max(0, traffic.outBytes + more.outBytes * times),
	};
}

export function floored(traffic: Traffic): Traffic {
	return {
		inMessages: Math.floor(traffic.inMessages),
		inBytes: Math.floor(traffic.inBytes),
		outMessages: Math.floor(traffic.outMessages),
		outBytes: Math.floor(traffic.outBytes),
	};
}

export type Flow = {
	readonly wave: LoadWave;
	/** Per second at a load of 1. */
	perSecond: Traffic;
	/** The counter when the rate last changed, and the load added up to that moment. */
	counted: Traffic;
	loadThen: number;
};

/** The counter at a second not before the last change of the rate; never decreases. */
export function countedAt(flow: Flow, second: number): Traffic {
	return plus(flow.counted, flow.perSecond, flow.wave.until(second) - flow.loadThen);
}

/** Adds `times` × `rate` to what flows from this second on; negative `times` take away. */
export function changeRate(flow: Flow, second: number, rate: Traffic, times: number): void {
	flow.counted = countedAt(flow, second);
	flow.loadThen = flow.wave.until(second);
	flow.perSecond = plus(flow.perSecond, rate, times);
}
