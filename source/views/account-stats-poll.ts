import type {Poll} from '../asking/poll.ts';
import {accountStatsSubject} from '../requests/account-stats.ts';

/** The numbers of all accounts, from every server; by themselves servers tell them every 30 s. */
export const accountStatsPoll: Poll = {request: {subject: accountStatsSubject, body: ''}, everyMs: 5000, scope: 'all'};
