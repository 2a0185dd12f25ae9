/** A request as it is sent. */
export type Request = {
	readonly subject: string;
	/** JSON text or a token; empty when it needs none. */
	readonly body: string;
};
