// Room in a map that is full. In a storm of strangers this runs many times a second, so that it copies and sorts no
// entries, but only the times at which they were seen.

type Seen = {readonly lastSeenAt: number};

/** The share of the limit that goes at a time, so that the cost is spread over many inserts; */
const share = 0.1;
/** and the least that goes, also of what is not expendable: otherwise each insert might look at all. */
const leastShare = 0.01;

/** Those that were seen longest ago and may go, at most `most`; gives how many went. */
function dropOldest<Value extends Seen>(
	map: Map<string, Value>,
	most: number,
	mayGo: (value: Value) => boolean,
	onGone: (value: Value) => void,
): number {
	if (most <= 0) return 0;
	const seenAt = new Float64Array(map.size);
	let candidates = 0;
	for (const value of map.values()) if (mayGo(value)) seenAt[candidates++] = value.lastSeenAt;
	const sorted = seenAt.subarray(0, candidates).sort();
	const goes = Math.min(candidates, most);
	const last = sorted[goes - 1];
	if (last === undefined) return 0;
	// Of those that were seen at the last of these moments some may stay.
	let ofLast = goes - sorted.indexOf(last);
	for (const [key, value] of map) {
		if (value.lastSeenAt > last || !mayGo(value) || (value.lastSeenAt === last && ofLast-- <= 0)) continue;
		map.delete(key);
		onGone(value);
	}
	return goes;
}

/**
 * Makes room in a full map: the tenth that was seen longest ago goes, of the expendable ones where there are any. Gives
 * how many went.
 */
export function makeRoom<Value extends Seen>(
	map: Map<string, Value>,
	limit: number,
	expendable: (value: Value) => boolean = () => true,
	onGone: (value: Value) => void = () => {},
): number {
	if (map.size < limit) return 0;
	const most = Math.max(1, Math.floor(limit * share));
	const gone = dropOldest(map, most, expendable, onGone);
	const least = gone === 0 ? most : Math.max(1, Math.floor(limit * leastShare));
	return gone + dropOldest(map, least - gone, () => true, onGone);
}
