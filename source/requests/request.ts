/** A request as it is sent. */
export type Request = {
	readonly subject: string;
	/** JSON text or a token; empty when it needs none. */
	readonly body: string;
};

/** Requests of the same subject and body are the same. */
export function keyOf({subject, body}: Request): string {
	return `${subject}\n${body}`;
}
