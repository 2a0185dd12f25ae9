// What a connect, disconnect or refused login says about itself, in words.
import {spanMs} from '../../format/time.ts';
import type {ConnectionEvent} from '../../model/journal-entry.ts';
import type {Style} from '../../screen/screen.ts';

/** Reasons that are routine. */
const quiet = new Set(['Client Closed', 'Server Shutdown', 'Kicked', '']);
const warning = new Set([
	'Stale Connection',
	'Read Error',
	'Write Error',
	'Authentication Expired',
	'Duplicate Client ID',
]);

/** How serious a reason is; undefined for what is routine. */
export function reasonStyle(reason: string): Style | undefined {
	if (quiet.has(reason)) return undefined;
	return warning.has(reason) ? 'warn' : 'bad';
}

/** How long the connection lived, by the server's clock, milliseconds. */
export function livedMs({startedAt, stoppedAt}: ConnectionEvent): number | undefined {
	return spanMs(startedAt, stoppedAt);
}

/** The library as `go 1.48.0`; empty where it is not told. */
export function libraryName({language, version}: Pick<ConnectionEvent, 'language' | 'version'>): string {
	return `${language} ${version}`.trim();
}

/** The library as `go 1.48.0`, or what the server knows instead. */
export function library({language, version, clientType, connectionKind}: ConnectionEvent): string {
	if (language !== '') return `${language} ${version}`;
	if (connectionKind !== 'Client') return '';
	return clientType === 'mqtt' ? 'mqtt' : '';
}

/** `nats`, `mqtt`, `websocket`; of what is no client `leafnode`, `router`, `gateway`. */
export function connectionType({connectionKind, clientType}: ConnectionEvent): string {
	return connectionKind === 'Client' ? clientType || 'client' : connectionKind.toLowerCase();
}
