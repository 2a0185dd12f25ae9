// RFC 3339 times as nats-server writes them: 0–9 fraction digits, `Z` or a numeric offset. Date.parse needs ten times
// longer, and a storm brings two or three times with each event.

function digits(text: string, from: number, count: number): number {
	let value = 0;
	for (let index = from; index < from + count; index++) {
		const digit = text.charCodeAt(index) - 48;
		if (!(digit >= 0 && digit <= 9)) return Number.NaN;
		value = value * 10 + digit;
	}
	return value;
}

function two(text: string, from: number, most: number): number {
	const value = digits(text, from, 2);
	return value <= most ? value : Number.NaN;
}

// `2026-11-23T12:03:44`: the signs between the numbers.
function isSeparated(text: string): boolean {
	return (
		text.charCodeAt(4) === 45 &&
		text.charCodeAt(7) === 45 &&
		text.charCodeAt(10) === 84 &&
		text.charCodeAt(13) === 58 &&
		text.charCodeAt(16) === 58
	);
}

// Days since 1970-01-01 of a date of the Gregorian calendar.
function daysOf(year: number, month: number, day: number): number {
	const y = month <= 2 ? year - 1 : year;
	const era = Math.floor(y / 400);
	const yearOfEra = y - era * 400;
	const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
	const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
	return era * 146_097 + dayOfEra - 719_468;
}

/**
 * Epoch milliseconds (with a fraction) of an RFC 3339 time; undefined for anything else, and for Go's zero time
 * `0001-01-01T00:00:00Z`, which means "never".
 */
export function timeOf(value: unknown): number | undefined {
	if (typeof value !== 'string' || value.length < 20 || value.length > 40) return undefined;
	if (!isSeparated(value)) return undefined;
	const year = digits(value, 0, 4);
	const month = two(value, 5, 12);
	const day = two(value, 8, 31);
	const seconds = two(value, 11, 23) * 3600 + two(value, 14, 59) * 60 + two(value, 17, 59);
	let index = 19;
	let fraction = 0;
	if (value.charCodeAt(index) === 46) {
		let scale = 1000;
		for (index++; index < value.length; index++) {
			const digit = value.charCodeAt(index) - 48;
			if (!(digit >= 0 && digit <= 9)) break;
			scale /= 10;
			fraction += digit * scale;
		}
		if (index === 20) return undefined;
	}
	let offsetSeconds = 0;
	const zone = value.charCodeAt(index);
	if (zone === 43 || zone === 45) {
		offsetSeconds = two(value, index + 1, 23) * 3600 + two(value, index + 4, 59) * 60;
		if (zone === 45) offsetSeconds = -offsetSeconds;
		if (value.length !== index + 6 || value.charCodeAt(index + 3) !== 58) return undefined;
	} else if (zone !== 90 || value.length !== index + 1) {
		return undefined;
	}
	const time = daysOf(year, month, day) * 86_400_000 + (seconds - offsetSeconds) * 1000 + fraction;
	return month >= 1 && day >= 1 && Number.isFinite(time) && year > 1 ? time : undefined;
}
