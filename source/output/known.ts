export type Json = string | number | boolean | null | readonly Json[] | {readonly [name: string]: Json};

/** A time as JSON has it; null where it is not known. */
export function instant(at: number | undefined): string | null {
	return at === undefined ? null : new Date(at).toISOString();
}

/** Milliseconds in seconds. */
export function secondsOf(milliseconds: number | undefined): number | undefined {
	return milliseconds === undefined ? undefined : milliseconds / 1000;
}

/** A number as JSON has it, with three decimals at most; null where it is not known. */
export function known(value: number | undefined): number | null {
	return value === undefined || !Number.isFinite(value) ? null : Math.round(value * 1000) / 1000;
}
