// Connects and disconnects, summed up: how many, and whose most of them are.
import {displayName} from '../../format/display-name.ts';
import {grouped} from '../../format/number.ts';
import type {Client} from '../../model/client.ts';
import type {Model} from '../../model/model.ts';
import type {Tally} from '../../model/tally.ts';
import {createGrowth} from './growth.ts';
import {type GrownGroup, grownGroups} from './grown-groups.ts';
import {isNoteworthy} from './noteworthy.ts';
import type {PlainLine} from './plain-line.ts';

/** Clients come and go all day: smaller changes are told with all else, once a minute. */
const leastDifference = 20;

type Kind = 'connects' | 'disconnects';

function tallyOf(of: Readonly<Record<Kind, Tally>>, kind: Kind): number {
	return of[kind].total;
}

/** The same application on whatever host. */
function applicationOf(client: Client): string {
	return `${client.account}\n${client.user}\n${displayName(client)}`;
}

function mostly(sum: number, group: GrownGroup<Client> | undefined, kind: Kind): string {
	if (group === undefined) return '';
	const {first, by} = group;
	const account = first.account === '' ? '' : ` of ${first.account}`;
	const whose = `${displayName(first)}${account}`;
	const share = by >= sum ? `all of ${whose}` : `most of ${whose}: ${grouped(by)}`;
	return `, ${share}${kind === 'disconnects' && first.lastReason !== '' ? `, last reason ${first.lastReason}` : ''}`;
}

export type TrafficWords = {
	/** What has come since it was called last, within `span`, in words, where that is another number than usual. */
	readonly sums: (model: Model, span: string) => readonly PlainLine[];
	/** What comes until now is not counted: something was not heard. */
	readonly forget: (model: Model) => void;
};

export function createTrafficWords(kind: Kind): TrafficWords {
	const growth = createGrowth();
	let total: number | undefined;
	let told = 0;

	function look(model: Model): {readonly sum: number; readonly group: GrownGroup<Client> | undefined} {
		const now = tallyOf(model.tallies, kind);
		const sum = now - (total ?? now);
		total = now;
		const grown = growth([...model.clients.values()].map(client => [client.key, tallyOf(client, kind)]));
		const members = [...grown].flatMap(([key, by]) => {
			const member = model.clients.get(key);
			return member === undefined ? [] : [{member, by}];
		});
		return {sum, group: grownGroups(members, applicationOf)[0]};
	}

	return {
		sums(model, span) {
			const {sum, group} = look(model);
			if (!isNoteworthy(told, sum, leastDifference)) return [];
			told = sum;
			if (sum === 0) return [{text: `${kind}: none in ${span}`}];
			return [{text: `${kind}: ${grouped(sum)} in ${span}${mostly(sum, group, kind)}`}];
		},
		forget(model) {
			look(model);
		},
	};
}
