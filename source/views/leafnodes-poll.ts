import type {Poll} from '../asking/poll.ts';
import {leafnodesSubject} from '../requests/leafnodes.ts';

/** Leafnodes come and go seldom; their traffic is told well enough by this. */
export const leafnodesPoll: Poll = {request: {subject: leafnodesSubject, body: ''}, everyMs: 10_000, scope: 'all'};
