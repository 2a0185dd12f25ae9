// Metrics in the text format of Prometheus, version 0.0.4: for each name its HELP, its TYPE, then its samples.

export type Labels = Readonly<Record<string, string>>;

export type Sample = {readonly value: number; readonly labels?: Labels};

export type Metric = {
	/** With its unit, and `_total` where it only grows: `nats_top_sys_server_memory_bytes`. */
	readonly name: string;
	readonly type: 'gauge' | 'counter';
	readonly help: string;
	/** No two have the same labels. What is not known has none. */
	readonly samples: readonly Sample[];
};

/** What all names begin with. */
const prefix = 'nats_top_sys_';

function inQuotes(text: string): string {
	return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}

function nameOf(name: string, labels: Labels = {}): string {
	const given = Object.entries(labels).map(([label, text]) => `${label}=${inQuotes(text)}`);
	return `${name}${given.length === 0 ? '' : `{${given.join(',')}}`}`;
}

function linesOf({name, type, help, samples}: Metric): readonly string[] {
	if (samples.length === 0) return [];
	const explained = help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
	// Whoever reads it refuses all of it when two have the same labels, as strangers' names may after they were tamed.
	const byLabels = new Map(samples.map(({value, labels}) => [nameOf(name, labels), value]));
	return [
		`# HELP ${name} ${explained}`,
		`# TYPE ${name} ${type}`,
		...[...byLabels].map(([labelled, value]) => `${labelled} ${value}`),
	];
}

export function metricsText(metrics: readonly Metric[]): string {
	return metrics
		.flatMap(linesOf)
		.map(line => `${line}\n`)
		.join('');
}

/** None of what is not known. */
export function samplesOf(value: number | undefined, labels?: Labels): readonly Sample[] {
	return value === undefined || !Number.isFinite(value) ? [] : [{value, ...(labels && {labels})}];
}

export function gauge(name: string, help: string, samples: readonly Sample[]): Metric {
	return {name: prefix + name, type: 'gauge', help, samples};
}

export function counter(name: string, help: string, samples: readonly Sample[]): Metric {
	return {name: `${prefix}${name}_total`, type: 'counter', help, samples};
}
