// The PEM files of a TLS connection, looked at before they are used: the client accepts an authority file without a
// certificate silently and then trusts nobody.
import {X509Certificate} from 'node:crypto';
import {createSecureContext} from 'node:tls';
import {CannotStart} from '../../errors/cannot-start.ts';
import {readSettingFile} from '../files/setting-file.ts';
import {pathInWords} from '../settings/path-in-words.ts';
import type {ConnectionSettings, Setting} from '../settings/settings.ts';

type TlsTexts = {readonly ca?: string; readonly cert?: string; readonly key?: string};

/**
 * Reads the files that the settings name. The result reads them again, so that renewed ones are used at the next
 * connect; the last good ones are kept while they are being replaced.
 * @throws CannotStart when one cannot be read, is something else, or certificate and key do not belong together
 */
export function openTlsFiles(settings: ConnectionSettings): () => TlsTexts {
	let last = textsOf(settings);
	return () => {
		try {
			last = textsOf(settings);
		} catch {
			// Probably being replaced: the last good ones are used.
		}
		return last;
	};
}

function textsOf({authority, certificate, key}: ConnectionSettings): TlsTexts {
	const texts: {-readonly [Name in keyof TlsTexts]: TlsTexts[Name]} = {};
	if (authority) texts.ca = certificatesIn(authority);
	if (certificate && key) {
		texts.cert = certificatesIn(certificate);
		texts.key = readSettingFile(key);
		if (!/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(texts.key)) {
			throw refuse(`there is no private key in ${pathInWords(key)}`, `correct ${key.from.name}`);
		}
		if (/BEGIN ENCRYPTED PRIVATE KEY|Proc-Type: 4,ENCRYPTED/.test(texts.key)) {
			throw refuse(
				`the private key in ${pathInWords(key)} is protected by a passphrase`,
				'give one without (openssl pkey)',
			);
		}
		try {
			createSecureContext({cert: texts.cert, key: texts.key});
		} catch {
			const both = `${pathInWords(certificate)} and ${pathInWords(key)} do not belong together or are damaged`;
			throw refuse(both, `correct ${key.from.name}`);
		}
	}
	return texts;
}

function certificatesIn(setting: Setting<string>): string {
	const text = readSettingFile(setting);
	const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g);
	if (!blocks) {
		throw refuse(
			`there is no certificate in ${pathInWords(setting)}`,
			`correct ${setting.from.name}; it must be PEM text`,
		);
	}
	try {
		for (const block of blocks) new X509Certificate(block);
	} catch {
		throw refuse(`a certificate in ${pathInWords(setting)} is damaged`, `correct ${setting.from.name}`);
	}
	return text;
}

function refuse(why: string, tryThis: string): CannotStart {
	return new CannotStart('cannot use TLS', why, tryThis);
}
