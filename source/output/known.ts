/** A number as JSON has it, with three decimals at most; null where it is not known. */
export function known(value: number | undefined): number | null {
	return value === undefined || !Number.isFinite(value) ? null : Math.round(value * 1000) / 1000;
}
