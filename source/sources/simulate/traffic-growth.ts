// All traffic grows, or falls back, little by little.
import {plan, type World} from './world.ts';

const stepMs = 5000;

/** Towards so many times what it was at first. */
export function changeTraffic(world: World, times: number, overMs: number): void {
	const before = world.trafficTimes;
	const steps = Math.max(1, Math.ceil(overMs / stepMs));
	for (let step = 1; step <= steps; step++) {
		plan(world, step * stepMs, () => {
			world.trafficTimes = before + ((times - before) * step) / steps;
			for (const {id} of world.cast.accounts) world.waveOf(id).multiply(world.now / 1000, world.trafficTimes);
		});
	}
}
