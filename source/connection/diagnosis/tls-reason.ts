import {tame} from '../../format/tame.ts';
import {pathInWords} from '../settings/path-in-words.ts';
import type {ConnectionSettings, Seed} from '../settings/settings.ts';
import {cannotConnect, type Reason} from './reason.ts';

/** The reason for an error code of a TLS handshake; undefined for other codes. */
export function tlsReason(code: string, error: unknown, seed: Seed, settings: ConnectionSettings): Reason | undefined {
	const {host} = seed;
	switch (code) {
		case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
		case 'DEPTH_ZERO_SELF_SIGNED_CERT':
		case 'SELF_SIGNED_CERT_IN_CHAIN':
		case 'UNABLE_TO_GET_ISSUER_CERT':
		case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
			return settings.authority
				? cannotConnect(
						seed,
						`its certificate is not signed by the CA in ${pathInWords(settings.authority)}`,
						`correct ${settings.authority.from.name}`,
					)
				: cannotConnect(
						seed,
						'its certificate is signed by a CA this machine does not trust',
						'give the CA with --tlsca FILE',
					);
		case 'CERT_HAS_EXPIRED':
			return cannotConnect(
				seed,
				'its certificate has expired',
				"the server needs a new one; check this machine's clock too",
			);
		case 'CERT_NOT_YET_VALID':
			return cannotConnect(seed, 'its certificate is not valid yet', "check this machine's clock");
		case 'ERR_TLS_CERT_ALTNAME_INVALID':
			return cannotConnect(
				seed,
				`its certificate is for ${namesOf(error)}, not ${settings.tlsServerName?.value ?? host}`,
				'connect by that name, or give it with --tls-server-name',
			);
		case 'ERR_SSL_WRONG_VERSION_NUMBER':
		case 'ERR_SSL_PACKET_LENGTH_TOO_LONG':
			return settings.tlsFirst
				? cannotConnect(seed, 'the server greets before TLS', `drop ${settings.tlsFirst.from.name}`)
				: cannotConnect(seed, 'what should be TLS is something else', `check ${settings.servers.from.name}`);
		default:
			break;
	}
	if (/ALERT_(?:CERTIFICATE_REQUIRED|HANDSHAKE_FAILURE|BAD_CERTIFICATE|UNKNOWN_CA)/.test(code)) {
		return clientCertificateReason(seed, settings);
	}
	if (code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_')) {
		return cannotConnect(seed, `the TLS handshake failed (${code})`, 'compare the TLS settings of both sides');
	}
	return undefined;
}

/** The server wants a certificate of ours, or another one than it got. */
export function clientCertificateReason(seed: Seed, {certificate}: ConnectionSettings): Reason {
	return certificate
		? cannotConnect(
				seed,
				`the server does not accept the certificate in ${pathInWords(certificate)}`,
				'give one that is signed by a CA the server knows (--tlscert, --tlskey)',
			)
		: cannotConnect(seed, 'the server wants a client certificate', 'give it with --tlscert and --tlskey');
}

function namesOf(error: unknown): string {
	const certificate = error instanceof Error && 'cert' in error ? error.cert : undefined;
	if (typeof certificate === 'object' && certificate !== null && 'subjectaltname' in certificate) {
		const names = String(certificate.subjectaltname).replaceAll(/DNS:|IP Address:/g, '');
		if (names !== '' && names !== 'undefined') return tame(names);
	}
	return 'another name';
}
