import {grouped, unknown} from '../../format/number.ts';
import {exactFilter} from '../../format/exact-filter.ts';
import {ageInWords, duration} from '../../format/time.ts';
import type {Leafnode} from '../../model/leafnodes.ts';
import {shownName} from '../../model/server-names.ts';
import {isSpeaking} from '../../model/server-state.ts';
import {leafnodesPoll} from '../leafnodes-poll.ts';
import type {Look} from '../look.ts';
import {trafficLines} from './flow-lines.ts';
import {blank, fact, heading, type Page, type PageLine, related} from './page.ts';
import {accountLine, serverLine, viewLine} from './related-lines.ts';

/** The server at the other end, where it is heard too. */
function otherEnd(look: Look, {name}: Leafnode): PageLine | undefined {
	const [server] = look.model.serversByName.get(name)?.filter(isSpeaking) ?? [];
	return server === undefined ? undefined : serverLine(look, server.id);
}

/** One leafnode connection, as a server listed it last. */
export function leafnodePage(look: Look, serverId: string, key: string): Page | undefined {
	const {model} = look;
	const server = model.servers.get(serverId);
	const list = server?.leafnodes;
	const leafnode = list?.leafnodes.find(each => each.key === key);
	if (server === undefined || list === undefined || leafnode === undefined) return undefined;
	const {name, account, address, isSpoke, rates, roundTripMs, subscriptions} = leafnode;
	return {
		title: `Leafnode ${name || address}`,
		polls: [leafnodesPoll],
		lines: [
			fact('leafnode', name || unknown),
			fact('account', model.accounts.get(account)?.name ?? account),
			fact('address', address),
			fact('side', isSpoke ? 'spoke: this server has dialled' : 'hub: the other end has dialled'),
			fact('on', shownName(model, server)),
			fact('told', `${ageInWords(model.now - list.at)} ago`),
			fact('round trip', duration(roundTripMs)),
			fact('subscriptions', grouped(subscriptions)),
			blank,
			heading('Traffic', `from the side of ${shownName(model, server)}; now, and since it connected`),
			...trafficLines(rates, leafnode),
			...related(
				serverLine(look, serverId),
				otherEnd(look, leafnode),
				accountLine(look, account),
				viewLine('events', 'its connects and disconnects', 'connects', `kind:leaf ${exactFilter({name})}`.trim()),
			),
		],
	};
}
