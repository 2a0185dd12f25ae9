// Reads metrics as Prometheus does, version 0.0.4 of its text format, and refuses what Prometheus or its linter refuses.

type ReadSample = {readonly labels: Readonly<Record<string, string>>; readonly value: number};
export type ReadMetric = {readonly type: string; readonly help: string; readonly samples: readonly ReadSample[]};

const metricName = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const sampleLine = /^([^{ ]+)(?:\{(.*)\})? (\S+)$/s;
const labelPart = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"(,|$)/y;
const number = /^-?(?:\d+(?:\.\d+)?(?:e[+-]?\d+)?|Inf)$/;

function unescaped(text: string): string {
	return text.replaceAll(/\\(.)/g, (_all, sign: string) => (sign === 'n' ? '\n' : sign));
}

function labelsIn(text: string): Record<string, string> {
	const labels: Record<string, string> = {};
	labelPart.lastIndex = 0;
	while (labelPart.lastIndex < text.length) {
		const at = labelPart.lastIndex;
		const [, name = '', value = ''] = labelPart.exec(text) ?? [];
		if (name === '') throw new Error(`no label at ${at} of {${text}}`);
		if (name.startsWith('__') || Object.hasOwn(labels, name)) throw new Error(`label ${name} of {${text}}`);
		labels[name] = unescaped(value);
	}
	return labels;
}

/** @throws Error at what is wrong */
export function readMetrics(text: string): ReadonlyMap<string, ReadMetric> {
	if (text !== '' && !text.endsWith('\n')) throw new Error('the last line does not end');
	if (text !== Buffer.from(text, 'utf8').toString('utf8')) throw new Error('it is not UTF-8');
	const metrics = new Map<string, {type: string; help: string; samples: ReadSample[]; seen: Set<string>}>();
	let current = '';
	for (const line of text.split('\n').slice(0, -1)) {
		const [, kind, name = '', rest = ''] = /^# (HELP|TYPE) (\S+) (.*)$/s.exec(line) ?? [];
		if (kind === 'HELP') {
			if (!metricName.test(name) || metrics.has(name)) throw new Error(`HELP of ${name}`);
			if (rest === '') throw new Error(`${name} is not explained`);
			metrics.set(name, {type: '', help: rest, samples: [], seen: new Set()});
			current = name;
			continue;
		}
		const metric = metrics.get(current);
		if (metric === undefined) throw new Error(`nothing was said of what this is: ${line}`);
		if (kind === 'TYPE') {
			if (name !== current || metric.type !== '') throw new Error(`TYPE of ${name}`);
			if (!['gauge', 'counter'].includes(rest)) throw new Error(`${name} is a ${rest}`);
			if ((rest === 'counter') !== name.endsWith('_total')) throw new Error(`${name} is a ${rest}`);
			metric.type = rest;
			continue;
		}
		const [, sampled, inBraces = '', value = ''] = sampleLine.exec(line) ?? [];
		if (sampled !== current || metric.type === '') throw new Error(`not a sample of ${current}: ${line}`);
		if (!number.test(value)) throw new Error(`not a number: ${line}`);
		const labels = labelsIn(inBraces);
		const key = JSON.stringify(
			Object.entries(labels)
				.filter(([, label]) => label !== '')
				.sort(),
		);
		if (metric.seen.has(key)) throw new Error(`twice: ${line}`);
		metric.seen.add(key);
		metric.samples.push({labels, value: Number(value)});
	}
	return metrics;
}
