import {configurationTold} from '../model/configuration.ts';
import {detailsTold} from '../model/details-told.ts';
import {fields, text} from '../wire/fields.ts';
import {serverVariablesOf} from '../wire/server-variables.ts';
import {timeOf} from '../wire/time.ts';
import {defineRequest} from './define-request.ts';
import type {Request} from './request.ts';

/**
 * Asks one server for what is configured there: limits, the operators it trusts, and when it last read its
 * configuration. About 3 KB, and half of it compressed.
 */
export function serverVariables(serverId: string): Request {
	return {subject: `$SYS.REQ.SERVER.${serverId}.VARZ`, body: '', isCompressed: true};
}

/** What a server reports about itself: on its page, and before and after a command. */
export const serverVariablesRequest = defineRequest({
	subject: '$SYS.REQ.SERVER.*.VARZ',
	decode({envelope: {body, sender}}) {
		const data = fields(body['data']);
		const id = text(data['server_id']);
		if (id === '' || id !== sender?.id) return undefined;
		const configuration = {loadedAt: timeOf(data['config_load_time']), digest: text(data['config_digest'])};
		return {configuration, variables: serverVariablesOf(data)};
	},
	apply(model, server, {configuration, variables}, {at}) {
		configurationTold(model, server, configuration, at);
		detailsTold(server, {variables: {...variables, at}});
	},
});
