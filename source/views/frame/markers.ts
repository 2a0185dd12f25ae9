// What most changes follow, for an axis of time: servers that come, go and read their configuration again, and deploys.
import type {NoticeKind} from '../../model/journal-entry.ts';
import {entriesOf} from '../../model/journal.ts';
import {oncePerMoment} from '../../model/once-per-moment.ts';
import type {Server} from '../../model/server.ts';
import type {Style} from '../../screen/screen.ts';
import type {Look} from '../look.ts';
import {noticeSigns} from '../panes/event-rows.ts';

export type Marker = {
	/** Epoch milliseconds. */
	readonly at: number;
	readonly sign: string;
	readonly style: Style;
	/** What the sign means. */
	readonly word: string;
};

type Noted = Marker & {readonly serverId: string; readonly who: string};

const markedKinds: ReadonlySet<NoticeKind> = new Set([
	'restarted',
	'stopped',
	'lame duck',
	'silent',
	'back',
	'reloaded',
]);

const noted = oncePerMoment(({journals}): readonly Noted[] =>
	[...entriesOf(journals.notices)].flatMap(([, {kind, at, who, serverId}]) => {
		if (!markedKinds.has(kind)) return [];
		const [sign, style = 'accent'] = noticeSigns[kind];
		return [{at, sign, style, word: kind, serverId, who}];
	}),
);

/** Where an application came back with another version; of one account, by its name, or of all. */
function deploys({problems, past = []}: Look, account?: string): readonly Marker[] {
	return [...past, ...problems]
		.filter(({rule, key}) => rule === 'deploy' && (account === undefined || key.startsWith(`${account}\n`)))
		.map(({since}) => ({at: since, sign: '◆', style: 'accent', word: 'deploy'}));
}

/** Of the whole system. */
export function systemMarkers(look: Look): readonly Marker[] {
	return [...noted(look.model), ...deploys(look)];
}

/** What happened to a server, and to the processes before it where its name is unique; and all deploys. */
export function serverMarkers(look: Look, server: Server): readonly Marker[] {
	const isUnique = look.model.serversByName.get(server.rawName)?.length === 1;
	const ofIt = noted(look.model).filter(
		({serverId, who}) => serverId === server.id || (isUnique && who === server.name),
	);
	return [...ofIt, ...deploys(look)];
}

/** What happened to servers, and the deploys of the account's applications. */
export function accountMarkers(look: Look, account: string): readonly Marker[] {
	return [...noted(look.model), ...deploys(look, account)];
}

/** `↻ restarted   ◆ deploy`: what the signs since `from` mean. */
export function markersInWords(markers: readonly Marker[], from: number): string {
	const signs = new Map(markers.filter(({at}) => at >= from).map(({word, sign}) => [word, sign]));
	return [...signs].map(([word, sign]) => `${sign} ${word}`).join('   ');
}
