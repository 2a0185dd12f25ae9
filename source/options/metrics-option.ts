// Where `--metrics` listens.
import {refuseBesideMetrics} from './refuse-besides.ts';
import {usage} from './usage.ts';

export type MetricsOption = {readonly host: string; readonly port: number};

/** What the command line says of it. */
export type MetricsFlags = {readonly metrics?: string | undefined; readonly [other: string]: unknown};

const loopback = '127.0.0.1';
const mostPort = 65_535;
/** Undefined when it is not asked for. @throws CannotStart */
export function metricsOption(given: MetricsFlags): MetricsOption | undefined {
	const {metrics} = given;
	if (metrics === undefined) return undefined;
	refuseBesideMetrics(given);
	const [, inBrackets, name = '', port = ''] = /^(?:\[([0-9a-f:.]+)\]|([\w.-]*)):(\d{1,5})$/i.exec(metrics) ?? [];
	if (port === '' || Number(port) > mostPort) {
		const because = `${JSON.stringify(metrics.slice(0, 60))} is no address with a port`;
		throw usage('--metrics', because, 'write 127.0.0.1:9100, or :9100, which is the same');
	}
	return {host: inBrackets ?? (name === '' ? loopback : name), port: Number(port)};
}
