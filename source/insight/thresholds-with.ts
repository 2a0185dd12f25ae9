import {defaultThresholds, type ThresholdName, type Thresholds} from './thresholds.ts';

export type ThresholdValues = Partial<Readonly<Record<ThresholdName, number>>>;

export function isThresholdName(name: string): name is ThresholdName {
	return Object.hasOwn(defaultThresholds, name);
}

/** The table with other values, each in the unit that it has there. */
export function thresholdsWith(values: ThresholdValues, base: Thresholds = defaultThresholds): Thresholds {
	const table: {-readonly [Name in keyof Thresholds]: Thresholds[Name]} = {...base};
	for (const name of Object.keys(values).filter(isThresholdName)) {
		const value = values[name];
		if (value !== undefined) table[name] = {...base[name], value};
	}
	// Many together are not refused less often than one of them may be.
	const {refusedPerMinute: one, refusedOfCrowdPerMinute: crowd} = table;
	if (
		values.refusedPerMinute !== undefined &&
		values.refusedOfCrowdPerMinute === undefined &&
		crowd.value < one.value
	) {
		table.refusedOfCrowdPerMinute = {...crowd, value: one.value};
	}
	return table;
}
