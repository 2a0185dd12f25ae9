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
	const year = digits(value, 0, 4);
	const month = digits(value, 5, 2);
	const day = digits(value, 8, 2);
	const seconds = digits(value, 11, 2) * 3600 + digits(value, 14, 2) * 60 + digits(value, 17, 2);
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
	}
	let offsetSeconds = 0;
	const zone = value.charCodeAt(index);
	if (zone === 43 || zone === 45) {
		offsetSeconds = digits(value, index + 1, 2) * 3600 + digits(value, index + 4, 2) * 60;
		if (zone === 45) offsetSeconds = -offsetSeconds;
		if (value.length !== index + 6) return undefined;
	} else if (zone !== 90 || value.length !== index + 1) {
		return undefined;
	}
	const time = daysOf(year, month, day) * 86_400_000 + (seconds - offsetSeconds) * 1000 + fraction;
	return month >= 1 && month <= 12 && Number.isFinite(time) && year > 1 ? time : undefined;
}
