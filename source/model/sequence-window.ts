// Which of the numbers that rise by one with each message were seen lately: one bit for each, up to the highest.

export type SequenceWindow = {
	/** The highest number seen; 0 before the first. */
	highest: number;
	/** Bit `number modulo size`; how many there are is how far back is remembered. */
	bits: Uint32Array;
};

const bitsAWord = 32;
/** Enough to notice that everything comes twice. */
const firstWords = 16;
/** How far one of two paths may lag behind the other in a storm: 4,096 messages of one server, in 512 bytes. */
const mostWords = 128;
/** So far behind the highest is no straggler: the numbers have begun anew, or one was not true. */
const restartDistance = 1_000_000;

export function createSequenceWindow(): SequenceWindow {
	return {highest: 0, bits: new Uint32Array(firstWords)};
}

export function copyOfSequenceWindow({highest, bits}: SequenceWindow): SequenceWindow {
	return {highest, bits: bits.slice()};
}

function sizeOf({bits}: SequenceWindow): number {
	return bits.length * bitsAWord;
}

function isSet(window: SequenceWindow, number: number): boolean {
	const bit = number % sizeOf(window);
	return (((window.bits[Math.floor(bit / bitsAWord)] ?? 0) >>> (bit % bitsAWord)) & 1) === 1;
}

function change(window: SequenceWindow, number: number, value: 0 | 1): void {
	const {bits} = window;
	const bit = number % sizeOf(window);
	const word = Math.floor(bit / bitsAWord);
	const mask = 1 << (bit % bitsAWord);
	const before = bits[word] ?? 0;
	bits[word] = value === 1 ? before | mask : before & ~mask;
}

function restartAt(window: SequenceWindow, number: number): void {
	window.bits.fill(0);
	window.highest = number;
	change(window, number, 1);
}

/** Remembers a number from 1 up; true when it was seen before. One from before the window counts as new. */
export function seenBefore(window: SequenceWindow, number: number): boolean {
	const {highest} = window;
	const size = sizeOf(window);
	if (number > highest) {
		if (number - highest >= size) {
			restartAt(window, number);
			return false;
		}
		for (let between = highest + 1; between < number; between++) change(window, between, 0);
		window.highest = number;
		change(window, number, 1);
		return false;
	}
	if (highest - number >= size) {
		if (highest - number > restartDistance) restartAt(window, number);
		return false;
	}
	if (isSet(window, number)) return true;
	change(window, number, 1);
	return false;
}

/** Remembers further back from now on. */
export function widen(window: SequenceWindow): void {
	if (window.bits.length >= mostWords) return;
	const narrow = {...window};
	window.bits = new Uint32Array(mostWords);
	for (let number = Math.max(1, window.highest - sizeOf(narrow) + 1); number <= window.highest; number++) {
		if (isSet(narrow, number)) change(window, number, 1);
	}
}
