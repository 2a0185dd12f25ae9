/** `1st`, `2nd`, `3rd`, `4th`, `11th`, `22nd`. */
export function ordinal(value: number): string {
	const tens = value % 100;
	const ending = tens >= 11 && tens <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][value % 10] ?? 'th');
	return `${value}${ending}`;
}
