// Permissions as they are given to a user: in a server's configuration file, or by the programs `nats` and `nsc`.
import {anyInbox, type Level, type Permission, permissionsFor, type Stream} from './permissions.ts';

/** How permissions can be given. */
export const forms = ['configuration', 'nats', 'nsc'] as const;

type Form = (typeof forms)[number];

export type PermissionsTextOptions = {
	readonly level: Level;
	readonly form: Form;
	/** What answers come to, without a dot at its end; `_INBOX` when absent. */
	readonly inboxPrefix?: string;
	/** The stream that past events are read from. */
	readonly history?: Stream;
};

/** What `--permissions` prints: comments, and a block or a command that can be used as it is. */
export function permissionsText({level, form, inboxPrefix, history}: PermissionsTextOptions): string {
	const list = permissionsFor(level, {byJwt: form !== 'configuration', history}).map(permission =>
		permission.subject === anyInbox && inboxPrefix !== undefined
			? {...permission, subject: `${inboxPrefix}.>`}
			: permission,
	);
	switch (form) {
		case 'configuration':
			return `${explained(level, [
				'Put this into the block of a user of the system account, for example',
				'{ user: top, password: secret, permissions: ... }',
				'For an account with dots in its name add "$SYS.ACCOUNT.NAME.>" to subscribe.',
			])}\n${permissionsInConfiguration(list, true)}\n`;
		case 'nats':
			return `${explained(level, [
				'Makes a user and the credentials file top.creds. SYSTEM is the system account;',
				'where there are several operators add --operator NAME.',
			])}\nnats auth user add top SYSTEM --defaults --credential top.creds \\\n${permissionsInWords(list, form)}\n`;
		case 'nsc':
			return `${explained(level, [
				'Makes a user and the credentials file top.creds. SYS is the system account.',
			])}\nnsc add user --account SYS --name top \\\n${permissionsInWords(list, form)}\nnsc generate creds --account SYS --name top > top.creds\n`;
	}
}

const meanings: Readonly<Record<Level, string>> = {
	watch: 'to see all that servers publish, and their figures',
	demand: 'to see also what is asked for when it is looked at',
	actions: 'to see all and to do what --allow-actions allows',
};

function explained(level: Level, more: readonly string[]): string {
	return [`The least permissions ${meanings[level]}.`, ...more].map(line => `# ${line}`).join('\n');
}

/** As it stands in the user's block of a server's configuration file; with comments each line says what it is for. */
export function permissionsInConfiguration(list: readonly Permission[], withComments = false): string {
	const allow = (operation: Permission['operation']) => [
		`  ${operation}: { allow: [`,
		...of(list, operation).map(({subject, without}) => {
			const comment = withComments ? `  # without it: ${without}` : '';
			return `    "${subject}"${comment}`;
		}),
		'  ] }',
	];
	return ['permissions: {', ...allow('subscribe'), ...allow('publish'), '}'].join('\n');
}

/** The words for `nats auth user add`, or for `nsc add user`, each in a line of its own. */
function permissionsInWords(list: readonly Permission[], program: 'nats' | 'nsc'): string {
	const [sub, pub] = program === 'nats' ? ['--sub-allow', '--pub-allow'] : ['--allow-sub', '--allow-pub'];
	return [
		...of(list, 'subscribe').map(({subject}) => `  ${sub} '${subject}'`),
		...of(list, 'publish').map(({subject}) => `  ${pub} '${subject}'`),
	].join(' \\\n');
}

function of(list: readonly Permission[], operation: Permission['operation']): readonly Permission[] {
	return list.filter(each => each.operation === operation);
}
