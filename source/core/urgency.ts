import type {Model} from '../model/model.ts';

/** Grows with what a person watching wants to see at once; statistics can wait for the second. */
export function urgency(model: Model): number {
	const {journals, tallies} = model;
	return (
		tallies.connects.total +
		tallies.disconnects.total +
		tallies.refusals.total +
		journals.notices.added +
		(model.completeAt === undefined ? 0 : 1)
	);
}
