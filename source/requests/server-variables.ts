import {configurationTold} from '../model/configuration.ts';
import {fields, text} from '../wire/fields.ts';
import {timeOf} from '../wire/time.ts';
import {defineRequest} from './define-request.ts';
import type {Request} from './request.ts';

/** Asks one server for what is configured there: the operators it trusts, and when it last read its configuration. */
export function serverVariables(serverId: string): Request {
	return {subject: `$SYS.REQ.SERVER.${serverId}.VARZ`, body: ''};
}

/** What a server reports about itself before and after a command; the configuration it uses is kept. */
export const serverVariablesRequest = defineRequest({
	subject: '$SYS.REQ.SERVER.*.VARZ',
	decode({envelope: {body, sender}}) {
		const data = fields(body['data']);
		const id = text(data['server_id']);
		if (id === '' || id !== sender?.id) return undefined;
		return {id, loadedAt: timeOf(data['config_load_time']), digest: text(data['config_digest'])};
	},
	apply(model, server, configuration, {at}) {
		configurationTold(model, server, configuration, at);
	},
});
