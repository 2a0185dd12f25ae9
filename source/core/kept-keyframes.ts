// The keyframes of a past, packed, along the tape of messages.
import type {Ledger} from '../insight/ledger.ts';
import type {PackableModel} from '../model/packable.ts';

/** A keyframe before it is packed; the raw messages of it are on the tape. */
export type PackableKeyframe = {readonly model: PackableModel; readonly ledger: Ledger};

/** How keyframes are made small. It comes from outside, as compression is no matter of this room. */
export type KeyframePacking = {
	/** Resolves with the packed keyframe, which is not changed meanwhile. */
	readonly pack: (keyframe: PackableKeyframe) => Promise<Uint8Array>;
	/** A keyframe of its own each time. */
	readonly unpack: (packed: Uint8Array) => PackableKeyframe;
};

/** Where a keyframe stands. */
type Place = {
	/** When it was taken: a whole second. */
	readonly at: number;
	/** The number of the first message that is not in it. */
	readonly number: number;
	/** The number of the first message of which it needs the text. */
	readonly needs: number;
};

type Kept = Place & {
	/** Undefined while it is being packed: then one begins at the one before. */
	packed: Uint8Array | undefined;
};

export type KeptKeyframes = {
	readonly keep: (place: Place, keyframe: PackableKeyframe) => void;
	/** Forgets those that need messages before this number: they can lead nowhere. */
	readonly dropBefore: (number: number) => void;
	/** Where the last one stands that was taken, packed or not. */
	readonly newest: () => Place | undefined;
	/** When the first one was taken that is packed. */
	readonly firstAt: () => number | undefined;
	/** The last one that is packed and was taken at this time or before. */
	readonly before: (time: number) => (Place & {readonly unpack: () => PackableKeyframe}) | undefined;
	/** What they take in memory, in bytes. */
	readonly bytes: () => number;
	/** Resolves when all that were taken so far are packed. */
	readonly settled: () => Promise<unknown>;
};

const ignore = (): void => {};

/** At most `mostBytes`; when there are more, those are thinned out that lie closest together. */
export function createKeptKeyframes(mostBytes: number, {pack, unpack}: KeyframePacking): KeptKeyframes {
	let keyframes: Kept[] = [];
	let bytes = 0;
	const packing = new Set<Promise<void>>();

	function put(kept: Kept, packed: Uint8Array): void {
		kept.packed = packed;
		// Its messages may have been dropped meanwhile.
		if (!keyframes.includes(kept)) return;
		bytes += packed.byteLength;
		thinOut();
	}

	function thinOut(): void {
		while (bytes > mostBytes && keyframes.length > 2) {
			let closest = 1;
			let least = Number.POSITIVE_INFINITY;
			for (let index = 1; index < keyframes.length - 1; index++) {
				const gap = (keyframes[index + 1]?.number ?? 0) - (keyframes[index - 1]?.number ?? 0);
				if (gap >= least) continue;
				least = gap;
				closest = index;
			}
			const [gone] = keyframes.splice(closest, 1);
			if (gone !== undefined) bytes -= sizeOf(gone);
		}
	}

	return {
		keep(place, keyframe) {
			const kept: Kept = {...place, packed: undefined};
			keyframes.push(kept);
			const done = pack(keyframe)
				.then(packed => put(kept, packed), ignore)
				.finally(() => packing.delete(done));
			packing.add(done);
		},
		dropBefore(number) {
			const useful = keyframes.filter(({needs}) => needs >= number);
			if (useful.length === keyframes.length) return;
			keyframes = useful;
			bytes = keyframes.reduce((sum, one) => sum + sizeOf(one), 0);
		},
		newest: () => keyframes.at(-1),
		firstAt: () => keyframes.find(({packed}) => packed !== undefined)?.at,
		before(time) {
			const kept = keyframes.findLast(({at, packed}) => at <= time && packed !== undefined);
			if (kept?.packed === undefined) return undefined;
			const {packed, ...place} = kept;
			return {...place, unpack: () => unpack(packed)};
		},
		bytes: () => bytes,
		settled: () => Promise.all(packing),
	};
}

function sizeOf({packed}: Kept): number {
	return packed?.byteLength ?? 0;
}
