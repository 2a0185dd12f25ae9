import type {Request} from '../requests/request.ts';

/** A request that is sent at once and then again and again, for as long as somebody sees what it brings. */
export type Poll = {
	readonly request: Request;
	readonly everyMs: number;
	/** Who answers: one server, or all there are, so that it costs as many answers. */
	readonly scope: 'one' | 'all';
};
