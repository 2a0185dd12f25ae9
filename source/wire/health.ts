// The answer to HEALTHZ. Source: nats-server, HealthStatus.
import {amountOrNothing, fieldsOrNothing, text} from './fields.ts';

export type HealthFields = {
	/** `ok`, `unavailable`, `error`, `na`: the server's own word. */
	readonly status: string;
	/** As of HTTP; servers before 2.10 do not tell. */
	readonly statusCode: number | undefined;
	/** Why it is not well; empty when it is. */
	readonly error: string;
};

/** Undefined when it is no such answer. */
export function healthOf(data: unknown): HealthFields | undefined {
	const body = fieldsOrNothing(data);
	const status = text(body?.['status']);
	if (body === undefined || status === '') return undefined;
	return {status, statusCode: amountOrNothing(body['status_code']), error: text(body['error'])};
}
