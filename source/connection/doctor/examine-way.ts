// The way to each server of the settings: its name, whether something listens there, TLS.
import {lookup} from 'node:dns/promises';
import {isIP} from 'node:net';
import {tame} from '../../format/tame.ts';
import {text as textOf} from '../../wire/fields.ts';
import type {ConnectPlan} from '../dial/connect-plan.ts';
import {atMost} from '../dial/patience.ts';
import {reasonOfFinding} from '../diagnosis/finding-reason.ts';
import {type Finding, probe} from '../diagnosis/probe.ts';
import {addressOf, type ConnectionSettings, type Seed} from '../settings/settings.ts';
import {lookAtCertificate} from './certificate.ts';
import {type Checked, notOk, notTried, ok, unknown} from './checked.ts';

const dayMs = 86_400_000;

async function nameOf(seed: Seed, withinMs: number): Promise<Checked | undefined> {
	if (isIP(seed.host) !== 0) return undefined;
	const step = `name ${tame(seed.host)}`;
	try {
		const found = await atMost(withinMs, lookup(seed.host, {all: true}));
		if (found === undefined) return notOk(step, 'no answer from DNS in time', 'check the resolver of this machine');
		return ok(step, found.map(({address}) => address).join(', '));
	} catch (error) {
		const code = error instanceof Error && 'code' in error ? String(error.code) : '';
		const because = code === 'ENOTFOUND' ? 'there is no such name' : `it cannot be looked up (${tame(code)})`;
		return notOk(step, because, 'correct the address, or ask whoever runs the DNS');
	}
}

function reached(step: string, finding: Finding, seed: Seed, settings: ConnectionSettings): Checked {
	if (finding.kind === 'fine') {
		const [version, name] = [textOf(finding.info['version']), textOf(finding.info['server_name'])];
		return ok(step, `NATS ${version} greets${name === '' ? '' : ` as ${name}`}`);
	}
	// It was reached, and says no for another reason.
	if (finding.kind === 'client certificate') return ok(step, 'it answers, and wants a certificate from us');
	const reason = reasonOfFinding(finding, seed, settings);
	if (reason === 'login refused') return ok(step, 'it answers');
	return notOk(step, reason.because, reason.tryThis);
}

/** Whether TLS is used at this server; its INFO says so where it greets first. */
function usesTls(seed: Seed, plan: ConnectPlan, finding: Finding): boolean {
	if (seed.secure || plan.tlsWanted || finding.kind === 'client certificate') return true;
	return finding.kind === 'fine' && finding.info['tls_required'] === true;
}

async function tlsOf(seed: Seed, plan: ConnectPlan, settings: ConnectionSettings, now: number): Promise<Checked> {
	const step = `TLS ${addressOf(seed)}`;
	const options = plan.probeOptions('greet only', seed);
	const isFirst = options.handshakeFirst || seed.websocket !== undefined;
	const seen = await lookAtCertificate(seed, {tls: options.tls, isFirst, withinMs: options.withinMs});
	const strict = await probe(seed, options);
	const shown =
		seen === undefined
			? 'no certificate was seen'
			: `${seen.version}, a certificate for ${seen.names || 'no name'} by ${seen.issuer || 'nobody'} until ${new Date(seen.until).toISOString()}`;
	if (strict.kind !== 'fine') {
		const reason = reasonOfFinding(strict, seed, settings);
		if (reason !== 'login refused') return notOk(step, `${reason.because}; ${shown}`, reason.tryThis);
	}
	if (seen === undefined) return unknown(step, shown);
	return seen.until - now < dayMs
		? notOk(step, shown, 'renew the certificate: it expires within a day')
		: ok(step, shown);
}

/** What is found on the way to one server. Never rejects. */
export async function examineWay(
	seed: Seed,
	plan: ConnectPlan,
	settings: ConnectionSettings,
	now: number,
): Promise<readonly Checked[]> {
	const options = plan.probeOptions('greet only', seed);
	const name = await nameOf(seed, options.withinMs);
	const [reach, tls] = [`reach ${addressOf(seed)}`, `TLS ${addressOf(seed)}`];
	if (name !== undefined && name.state !== 'ok') {
		return [name, notTried(reach, 'its name is not known'), notTried(tls, 'its name is not known')];
	}
	const before = name === undefined ? [] : [name];
	// Whom the certificate is for is told by the next step.
	const finding = await probe(seed, {...options, tls: {...options.tls, rejectUnauthorized: false}});
	const reachable = reached(reach, finding, seed, settings);
	if (reachable.state !== 'ok') return [...before, reachable, notTried(tls, 'nothing was reached')];
	if (!usesTls(seed, plan, finding)) return [...before, reachable, ok(tls, 'not used: nobody asks for it')];
	return [...before, reachable, await tlsOf(seed, plan, settings, now)];
}
