// Users in the store of `nsc`, named as `nsc://Operator/Account/User`. The program itself is asked where there is one,
// as `nats` does; where there is none its store is read, which is a tree of JWTs and a folder of credentials files.
import {join} from 'node:path';
import {parsedJson} from '../../format/parsed-json.ts';
import {tame} from '../../format/tame.ts';
import {expandPath} from '../files/expand-path.ts';
import {fields, rawText} from '../../wire/fields.ts';
import type {Machine} from '../files/machine.ts';
import {withoutScheme} from '../settings/scheme.ts';
import {claimsOf} from '../login/token-facts.ts';

export type NscUser = {
	/** Path of the credentials file. */
	readonly creds: string;
	/** The operator's servers with commas between them; empty when it names none. */
	readonly servers: string;
};

/** Why a user's credentials cannot be found, in words, and what to do about it. */
export class NscFailure extends Error {
	readonly tryThis: string;

	constructor(because: string, tryThis: string) {
		super(because);
		this.name = 'NscFailure';
		this.tryThis = tryThis;
	}
}

/**
 * The user that a reference, with `nsc://` or without, stands for.
 * @throws NscFailure
 */
export function nscUser(reference: string, machine: Machine): NscUser {
	const path = withoutScheme(reference, 'nsc');
	const ran = machine.runNow('nsc', ['generate', 'profile', `nsc://${path}`]);
	if (ran === 'absent') return userInStore(path, machine);
	if (ran.exitCode !== 0) {
		// Cobra says "Error: …" and then how it is used.
		const [line = ''] = ran.complained.replace(/^Error:\s*/, '').split('\n', 1);
		throw new NscFailure(`nsc says: ${tame(line) || 'nothing'}`, `look at it with nsc generate profile nsc://${path}`);
	}
	const profile = fields(parsedJson(ran.said));
	const service = fields(profile['operator'])['service'];
	const creds = rawText(profile['user_creds']);
	if (creds === '') throw noCreds(path);
	return {creds, servers: Array.isArray(service) ? service.map(rawText).join(',') : ''};
}

function userInStore(path: string, machine: Machine): NscUser {
	const install = 'install nsc, or give the credentials file itself';
	const [operator = '', account = '', user = '', ...more] = path.split('/');
	if ([operator, account, user].some(name => !isName(name)) || more.length > 0 || path.includes('?')) {
		throw new NscFailure('it is not written as nsc://OPERATOR/ACCOUNT/USER', install);
	}
	const {stores, keys} = foldersOf(machine);
	const place = join(stores, operator);
	const operatorClaims = claimsIn(join(place, `${operator}.jwt`), machine);
	if (!operatorClaims) {
		const missing = `there is no operator ${JSON.stringify(operator)} in ${stores}, and no program nsc to ask`;
		throw new NscFailure(missing, install);
	}
	const accountPlace = join(place, 'accounts', account);
	const accountClaims = claimsIn(join(accountPlace, `${account}.jwt`), machine);
	if (!accountClaims) {
		throw new NscFailure(`there is no account ${JSON.stringify(account)} in ${join(place, 'accounts')}`, install);
	}
	const users = join(accountPlace, 'users');
	const name = userNamed(user, users, machine);
	if (name === undefined) throw new NscFailure(`there is no user ${JSON.stringify(user)} in ${users}`, install);
	const creds = join(keys, 'creds', operator, rawText(accountClaims['name']) || account, `${name}.creds`);
	try {
		machine.readText(creds);
	} catch {
		throw noCreds(path);
	}
	const urls = fields(operatorClaims['nats'])['operator_service_urls'];
	return {creds, servers: Array.isArray(urls) ? urls.map(rawText).join(',') : ''};
}

/** The user's own name; `asked` may be in other letter case, or the user's key. */
function userNamed(asked: string, folder: string, machine: Machine): string | undefined {
	const wanted = asked.toLowerCase();
	const names = namesIn(folder, machine)
		.filter(name => name.endsWith('.jwt'))
		.map(name => name.slice(0, -'.jwt'.length));
	const known = names.map(name => ({name, claims: claimsIn(join(folder, `${name}.jwt`), machine)}));
	const byFile = known.find(({name}) => name.toLowerCase() === wanted);
	const found =
		byFile ??
		known.find(({claims}) => [claims?.['name'], claims?.['sub']].some(each => rawText(each).toLowerCase() === wanted));
	return found && (rawText(found.claims?.['name']) || found.name);
}

/** Where nsc keeps its JWTs and its keys; unlike `nats`, it uses HOME, and it has older places. */
function foldersOf(machine: Machine): {stores: string; keys: string} {
	const {env} = machine;
	const home = env['HOME'] || machine.home;
	const config = join(env['XDG_CONFIG_HOME'] || join(home, '.config'), 'nats', 'nsc');
	const data = join(env['XDG_DATA_HOME'] || join(home, '.local', 'share'), 'nats', 'nsc');
	const orOld = (folder: string, old: string) => (!exists(folder, machine) && exists(old, machine) ? old : folder);
	const given = (name: string) => {
		const path = env[name] ?? '';
		return path === '' ? undefined : expandPath(path, {}, home);
	};
	const configFolder = given('NSC_HOME') ?? (fileIn(config, machine) ? config : join(home, '.nsc'));
	const configured = fields(parsedJson(fileIn(configFolder, machine) ?? ''));
	return {
		stores: rawText(configured['store_root']) || orOld(join(data, 'stores'), join(home, '.nsc', 'nats')),
		keys: given('NKEYS_PATH') ?? orOld(join(data, 'keys'), join(home, '.nkeys')),
	};
}

function fileIn(folder: string, machine: Machine): string | undefined {
	try {
		return machine.readText(join(folder, 'nsc.json'));
	} catch {
		return undefined;
	}
}

function exists(folder: string, machine: Machine): boolean {
	try {
		machine.readFolder(folder);
		return true;
	} catch {
		return false;
	}
}

function namesIn(folder: string, machine: Machine): string[] {
	try {
		return machine.readFolder(folder).map(({name}) => name);
	} catch {
		return [];
	}
}

function claimsIn(file: string, machine: Machine): ReturnType<typeof claimsOf> {
	try {
		return claimsOf(machine.readText(file));
	} catch {
		return undefined;
	}
}

function isName(text: string): boolean {
	return text !== '' && text !== '.' && text !== '..' && !text.includes('\\');
}

function noCreds(path: string): NscFailure {
	const because = `nsc has no credentials file of nsc://${path}`;
	return new NscFailure(
		because,
		'write one with nsc generate creds or nats auth user credential, or give another user',
	);
}
