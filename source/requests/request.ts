/** A request as it is sent. */
export type Request = {
	readonly subject: string;
	/** JSON text or a token; empty when it needs none. */
	readonly body: string;
	/** The answer may be long: it is asked for compressed, and comes as text all the same. */
	readonly isCompressed?: true;
};

/** The id that the subject of a request names, of a server or an account; `PING` for all servers. */
export function idAsked(subject: string): string {
	return subject.split('.')[3] ?? '';
}

/** Requests of the same subject and body are the same. */
export function keyOf({subject, body}: Request): string {
	return `${subject}\n${body}`;
}
