// `[thresholds]` of the configuration file: from when on something is a problem.
import {type ConfigFile, configFault} from '../configuration/config-file.ts';
import type {ConfigNode} from '../configuration/config-node.ts';
import {type Threshold, type ThresholdName, defaultThresholds, type Thresholds} from '../insight/thresholds.ts';
import {isThresholdName, thresholdsWith} from '../insight/thresholds-with.ts';
import {dotted, requireKeys, tableIn} from './file-faults.ts';
import type {FileEntry} from './file-tables.ts';
import {nameOf} from './flag-key.ts';
import {quantityIn} from './quantity.ts';

const table = 'thresholds';

/** `cpu-percent`, and `cpu-for`, as a time says its unit itself. */
function keyOf(name: ThresholdName): string {
	const words = nameOf(name);
	return defaultThresholds[name].unit === 'ms' ? words.replace(/-ms$/, '') : words;
}

const names = new Map(
	Object.keys(defaultThresholds)
		.filter(isThresholdName)
		.map(name => [keyOf(name), name]),
);

function example({value, unit}: Threshold): string {
	if (unit === 'ms') return value % 1000 === 0 ? `"${value / 1000}s"` : `"${value}ms"`;
	return unit === '%' || unit.startsWith('/') ? `${value}, or "${value}${unit}"` : String(value);
}

function valueOf(file: ConfigFile, key: string, node: ConfigNode, threshold: Threshold): number {
	const {unit, meaning} = threshold;
	const text = node.kind === 'number' && unit !== 'ms' ? String(node.value) : node.kind === 'text' ? node.value : '';
	const value = quantityIn(text, unit);
	if (value !== undefined) return value;
	throw configFault(file, {
		line: node.line,
		what: dotted([table, key]),
		because: `it is ${unit === 'ms' ? 'a time' : 'a number above 0'}: ${meaning}`,
		tryThis: `write ${key} = ${example(threshold)}, which is the usual value`,
	});
}

/** @throws CannotStart that names file, line and key */
export function fileThresholds(file: ConfigFile): {
	readonly thresholds: Thresholds;
	readonly entries: readonly FileEntry[];
} {
	const node = file.root.entries.get(table);
	if (node === undefined) return {thresholds: defaultThresholds, entries: []};
	const found = tableIn(file, [table], node);
	requireKeys(file, [table], found, [...names.keys()]);
	const values: Partial<Record<ThresholdName, number>> = {};
	const entries: FileEntry[] = [];
	for (const [key, value] of found.entries) {
		const name = names.get(key);
		if (name === undefined) continue;
		const {unit} = defaultThresholds[name];
		const number = valueOf(file, key, value, defaultThresholds[name]);
		values[name] = number;
		entries.push({name: dotted([table, key]), value: `${number}${unit}`, line: value.line});
	}
	return {thresholds: thresholdsWith(values), entries};
}
