// RFC 3339 times as nats-server writes them: 0–9 fraction digits, `Z` or a numeric offset. Date.parse needs ten times
// longer, and a storm brings two or three times with each event.

/** More than any two digits. */
const wrong = 100;

function two(text: string, from: number): number {
	const tens = text.charCodeAt(from) - 48;
	const ones = text.charCodeAt(from + 1) - 48;
	return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : wrong;
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

/** Minutes east of Greenwich from `Z`, `+05:30` or `-05:30` at the text's end; undefined for anything else. */
function offsetOf(text: string, at: number): number | undefined {
	const zone = text.charCodeAt(at);
	if (zone === 90) return text.length === at + 1 ? 0 : undefined;
	if ((zone !== 43 && zone !== 45) || text.length !== at + 6 || text.charCodeAt(at + 3) !== 58) return undefined;
	const hours = two(text, at + 1);
	const minutes = two(text, at + 4);
	if (hours > 23 || minutes > 59) return undefined;
	return zone === 43 ? hours * 60 + minutes : -(hours * 60 + minutes);
}

/**
 * Epoch milliseconds (with a fraction) of an RFC 3339 time; undefined for anything else, and for Go's zero time
 * `0001-01-01T00:00:00Z`, which means "never".
 */
export function timeOf(value: unknown): number | undefined {
	if (typeof value !== 'string' || value.length < 20 || value.length > 40) return undefined;
	if (!isSeparated(value)) return undefined;
	const century = two(value, 0);
	const yearOfCentury = two(value, 2);
	const month = two(value, 5);
	const day = two(value, 8);
	const hour = two(value, 11);
	const minute = two(value, 14);
	const second = two(value, 17);
	if (century === wrong || yearOfCentury === wrong || month > 12 || day > 31) return undefined;
	if (hour > 23 || minute > 59 || second > 59) return undefined;
	const year = century * 100 + yearOfCentury;
	if (year <= 1 || month === 0 || day === 0) return undefined;
	let index = 19;
	let fraction = 0;
	if (value.charCodeAt(index) === 46) {
		let scale = 1;
		for (index++; index < value.length; index++) {
			const digit = value.charCodeAt(index) - 48;
			if (!(digit >= 0 && digit <= 9)) break;
			scale *= 10;
			fraction = fraction * 10 + digit;
		}
		if (index === 20) return undefined;
		fraction = (fraction * 1000) / scale;
	}
	const offsetMinutes = offsetOf(value, index);
	if (offsetMinutes === undefined) return undefined;
	const minutes = hour * 60 + minute - offsetMinutes;
	return daysOf(year, month, day) * 86_400_000 + minutes * 60_000 + second * 1000 + fraction;
}
