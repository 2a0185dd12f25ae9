// The PEM files of a TLS connection, looked at before they are used: the client accepts an authority file without a
// certificate silently and then trusts nobody.
import {createSecureContext} from 'node:tls';
import {CannotStart} from '../cannot-start.ts';
import {readSettingFile} from './read-file.ts';
import type {ConnectionSettings, Setting} from './settings.ts';

export type TlsTexts = {readonly ca?: string; readonly cert?: string; readonly key?: string};

/**
 * The texts of the files that the settings name.
 * @throws CannotStart when one cannot be read, is something else, or certificate and key do not belong together
 */
export function readTlsFiles({authority, certificate, key}: ConnectionSettings): TlsTexts {
	const texts: {-readonly [Name in keyof TlsTexts]: TlsTexts[Name]} = {};
	if (authority) {
		texts.ca = certificateIn(authority);
		check(() => createSecureContext({ca: texts.ca}), `the certificate in ${authority.value} is damaged`, authority);
	}
	if (certificate && key) {
		texts.cert = certificateIn(certificate);
		texts.key = readSettingFile(key);
		if (!/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(texts.key)) {
			throw refuse(`there is no private key in ${key.value}`, `correct ${key.from.name}`);
		}
		if (/BEGIN ENCRYPTED PRIVATE KEY|Proc-Type: 4,ENCRYPTED/.test(texts.key)) {
			throw refuse(`the private key in ${key.value} is protected by a passphrase`, 'give one without (openssl pkey)');
		}
		const pair = {cert: texts.cert, key: texts.key};
		check(
			() => createSecureContext(pair),
			`${certificate.value} and ${key.value} do not belong together or are damaged`,
			key,
		);
	}
	return texts;
}

function certificateIn(setting: Setting<string>): string {
	const text = readSettingFile(setting);
	if (text.includes('-----BEGIN CERTIFICATE-----')) return text;
	throw refuse(`there is no certificate in ${setting.value}`, `correct ${setting.from.name}; it must be PEM text`);
}

function check(use: () => unknown, why: string, setting: Setting<string>): void {
	try {
		use();
	} catch {
		throw refuse(why, `correct ${setting.from.name}`);
	}
}

function refuse(why: string, tryThis: string): CannotStart {
	return new CannotStart('cannot use TLS', why, tryThis);
}
