// What becomes of a server's statistics, however they came: by themselves, or as an answer.
import {learnMetaMembers} from './meta-group.ts';
import type {Model} from './model.ts';
import type {Signature} from './register-sender.ts';
import {takeSample} from './sample-stats.ts';
import type {Server} from './server.ts';
import {settleRestart} from './settle-restart.ts';
import {lookAtClock} from './server-clock.ts';
import {describe, noticeRestart, type ServerDescription} from './servers.ts';
import type {Stats} from './stats.ts';

type StatsReport = {
	readonly stats: Stats;
	/** The server's clock at sending, epoch milliseconds. */
	readonly sentAt: number | undefined;
};

/** Takes the statistics that a server has sent. Older ones than those known are ignored. */
export function reportStats(
	model: Model,
	server: Server,
	{stats, sentAt}: StatsReport,
	{sender, sequence}: Signature,
	at: number,
): void {
	// Two paths can reorder.
	if (sequence > 0 && sequence < server.statsSequence) return;
	server.statsSequence = sequence;
	if (typeof stats.memoryLimitBytes === 'number') model.someHaveMemoryLimits = true;
	if (sender !== undefined) refreshDescription(model, server, sender);
	const first = server.stats === undefined;
	if (sentAt !== undefined) lookAtClock(server.clock, sentAt, at, sequence);
	takeSample(server, stats, sentAt, at);
	if (stats.jetStream !== undefined) learnMetaMembers(model, server, stats.jetStream);
	if (stats.startedAt === undefined) return;
	if (first) noticeRestart(model, server, stats.startedAt, at);
	else settleRestart(server, stats.startedAt, at);
}

// The description that a server was last compared with: opening messages gives the same one again and again.
const compared = new WeakMap<Server, ServerDescription>();

/** Tags and the like may change by a reload; only statistics are looked at for it, as they do not come in storms. */
function refreshDescription(model: Model, server: Server, description: ServerDescription): void {
	if (compared.get(server) === description) return;
	compared.set(server, description);
	if (
		description.cluster !== server.cluster ||
		description.domain !== server.domain ||
		description.jetStream !== server.jetStream ||
		description.tags.length !== server.tags.length ||
		description.tags.some((tag, index) => tag !== server.tags[index])
	) {
		describe(model, server, description);
	}
}
