import {usage} from './usage.ts';

/** Of `--speed`: seconds per second; infinite for `max`. @throws CannotStart */
export function speedOf(given: string): number {
	if (given === 'max') return Number.POSITIVE_INFINITY;
	const speed = Number(given);
	if (given !== '' && speed >= 0.1 && speed <= 1000) return speed;
	throw usage('--speed', `${JSON.stringify(given.slice(0, 40))} is no speed from 0.1 to 1000`, 'write 1, 10 or max');
}
