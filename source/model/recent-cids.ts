// Connection ids that something happened to lately, one for each slot: slot = cid modulo size. Most servers have none,
// so that room is made with the first.

export type RecentCids = {
	readonly size: number;
	slots: Int32Array;
};

const noSlots = new Int32Array();

export function createRecentCids(size: number): RecentCids {
	return {size, slots: noSlots};
}

export function copyOfRecentCids({size, slots}: RecentCids): RecentCids {
	return {size, slots: slots === noSlots ? slots : slots.slice()};
}

export function noteCid(recent: RecentCids, cid: number): void {
	if (recent.slots.length === 0) recent.slots = new Int32Array(recent.size).fill(-1);
	recent.slots[cid % recent.size] = cid;
}

export function isRecentCid({size, slots}: RecentCids, cid: number): boolean {
	return slots[cid % size] === cid;
}
