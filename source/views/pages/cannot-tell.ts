// What older servers do not report, from the table of capabilities: on a server's page and in the help.
import {firstNames} from '../../format/first-names.ts';
import {compareNames} from '../../format/natural-order.ts';
import {lacking} from '../../model/capabilities.ts';
import type {Model} from '../../model/model.ts';
import type {Server} from '../../model/server.ts';
import {blank, heading, type PageLine} from './page.ts';

function listed(sentences: readonly string[]): readonly PageLine[] {
	return sentences.map(text => ({spans: [{text: ` · ${text}`}]}));
}

/** What this server does not report; no lines when it reports everything. */
export function serverCannotTell(server: Server): readonly PageLine[] {
	const sentences = lacking(server.version);
	if (sentences.length === 0) return [];
	return [blank, heading('What this server cannot tell', `its version is ${server.version}`), ...listed(sentences)];
}

/** What the versions in this system do not report, oldest version first. */
export function versionsCannotTell(model: Model): readonly PageLine[] {
	const byVersion = Map.groupBy(model.servers.values(), ({version}) => version);
	return [...byVersion.entries()]
		.sort(([a], [b]) => compareNames(a, b))
		.flatMap(([version, servers]) => {
			const sentences = lacking(version);
			if (sentences.length === 0) return [];
			return [
				blank,
				heading(`What ${version} cannot tell`, firstNames(servers.map(({name}) => name))),
				...listed(sentences),
			];
		});
}
