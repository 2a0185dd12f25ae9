import type {SettingsLayer} from '../connection/settings/settings-layer.ts';
import {usage} from './usage.ts';

/** Where nothing is connected to, nothing may say how. */
export function refuseConnection(
	values: SettingsLayer['values'],
	context: string | undefined,
	what: string,
	flag: string,
): void {
	const [unused] = Object.values(values);
	const name = unused?.name ?? (context === undefined ? undefined : '--context');
	if (name !== undefined) throw usage(name, `${what} connects to no server`, `drop ${name} or ${flag}`);
}
