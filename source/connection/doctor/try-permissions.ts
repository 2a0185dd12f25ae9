// Tries each permission without an effect: in requests a made-up name stands for the server or account, so that nobody
// acts on them, and none has a subject for answers; after a PING without one servers publish their figures once more.
import {createInbox, type NatsConnection, PermissionViolationError} from 'nats';
import {roundTrip} from '../dial/round-trip.ts';
import {anyInbox, type Level, type Permission, permissionsFor, type Stream} from '../permissions/permissions.ts';
import {type Checked, notOk, ok, unknown} from './checked.ts';

export type TryOptions = {
	readonly level: Level;
	readonly byJwt: boolean;
	readonly history?: Stream | undefined;
	readonly inboxPrefix?: string | undefined;
	readonly withinMs: number;
};

/** No server and no account is called that. */
const nobody = 'NATS-TOP-SYS-DOCTOR';

function triedSubject({operation, subject}: Permission, inboxPrefix: string | undefined): string {
	if (subject === anyInbox) return `${createInbox(inboxPrefix)}.*`;
	return operation === 'publish' ? subject.replaceAll('*', nobody) : subject;
}

/** What the server refuses, as `operation subject`, from now on. */
function collectRefusals(live: NatsConnection): Set<string> {
	const refused = new Set<string>();
	const follow = async (): Promise<void> => {
		for await (const status of live.status()) {
			if (status.type !== 'error' || !(status.error instanceof PermissionViolationError)) continue;
			refused.add(`${status.error.operation} ${status.error.subject}`);
		}
	};
	void follow();
	return refused;
}

/** Two round trips: a refusal comes before the answer to the first, and reaches us by the second. */
async function flushed(live: NatsConnection, withinMs: number): Promise<boolean> {
	for (let times = 0; times < 2; times++) {
		if (!(await roundTrip(live, withinMs))) return false;
	}
	await new Promise(setImmediate);
	return true;
}

function checkedOf(permission: Permission, isRefused: boolean, level: Level): Checked {
	const {operation, subject, without} = permission;
	const step = `${operation} ${subject}`;
	if (!isRefused) return ok(step, 'allowed');
	return notOk(step, `not allowed: ${without}`, `allow it: nats-top-sys --permissions ${level} prints how`);
}

/** Never rejects. */
export async function tryPermissions(live: NatsConnection, options: TryOptions): Promise<readonly Checked[]> {
	const {level, byJwt, history, inboxPrefix, withinMs} = options;
	const permissions = permissionsFor(level, {byJwt, history});
	const refused = collectRefusals(live);
	const tried = permissions.map(permission => ({permission, subject: triedSubject(permission, inboxPrefix)}));
	try {
		for (const {permission, subject} of tried) {
			if (permission.operation === 'publish') live.publish(subject);
			else live.subscribe(subject, {callback: () => {}});
		}
		if (!(await flushed(live, withinMs))) throw new Error('no answer');
	} catch {
		return permissions.map(({operation, subject}) =>
			unknown(`${operation} ${subject}`, 'the server did not answer in time'),
		);
	}
	return tried.map(({permission, subject}) =>
		checkedOf(
			permission,
			refused.has(`${permission.operation === 'publish' ? 'publish' : 'subscription'} ${subject}`),
			level,
		),
	);
}
