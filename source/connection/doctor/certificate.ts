// Looks at the certificate that a server shows, whether it can be trusted or not.
import {connect as connectTcp, isIP} from 'node:net';
import {type ConnectionOptions, connect as connectTls, type TLSSocket} from 'node:tls';
import {tame} from '../../format/tame.ts';
import {lineEnd} from '../diagnosis/greeting.ts';
import {listen} from '../diagnosis/listen.ts';
import type {Seed} from '../settings/settings.ts';

export type SeenCertificate = {
	/** `TLSv1.3` */
	readonly version: string;
	/** The names it is for, as the certificate has them. */
	readonly names: string;
	readonly issuer: string;
	/** Epoch milliseconds. */
	readonly until: number;
};

export type LookOptions = {
	readonly tls: ConnectionOptions;
	/** Nothing is said before the handshake. */
	readonly isFirst: boolean;
	readonly withinMs: number;
};

function seenIn(socket: TLSSocket): SeenCertificate | undefined {
	const {subjectaltname = '', subject, issuer, valid_to: validTo} = socket.getPeerCertificate();
	const until = Date.parse(validTo ?? '');
	if (!Number.isFinite(until)) return undefined;
	const names = subjectaltname === '' ? String(subject?.CN ?? '') : subjectaltname.replaceAll(/DNS:|IP Address:/g, '');
	return {
		version: socket.getProtocol() ?? '',
		names: tame(names),
		issuer: tame(String(issuer?.CN ?? issuer?.O ?? '')),
		until,
	};
}

/** Undefined when there is none, or when it does not come in time. Never rejects. */
export function lookAtCertificate(
	seed: Seed,
	{tls, isFirst, withinMs}: LookOptions,
): Promise<SeenCertificate | undefined> {
	return new Promise(resolve => {
		const socket = connectTcp({host: seed.host, port: seed.port});
		let secured: TLSSocket | undefined;
		const end = (seen: SeenCertificate | undefined): void => {
			clearTimeout(timer);
			resolve(seen);
			// The last first: Node 24 crashes when the socket below a TLS connection is destroyed before it.
			secured?.destroy();
			socket.destroy();
		};
		const timer = setTimeout(() => end(undefined), withinMs);
		// These stay: an error after the end must find a listener.
		socket.on('error', () => end(undefined));
		socket.once('connect', () => {
			void (isFirst ? Promise.resolve() : listen(socket, lineEnd, withinMs)).then(() => {
				if (socket.destroyed) return;
				const name = isIP(seed.host) ? {host: seed.host} : {servername: seed.host};
				secured = connectTls({...name, ...tls, socket, rejectUnauthorized: false});
				const wrapped = secured;
				wrapped.on('error', () => end(undefined));
				wrapped.once('secureConnect', () => end(seenIn(wrapped)));
			});
		});
	});
}
