// The statistics that servers send by themselves and when asked.
import {expect} from 'vitest';
import {pingSubject} from '../../source/requests/ping.ts';
import {serverStatsSubject} from '../../source/requests/server-stats.ts';
import {lineWith, type TutorialMessage, serverOf} from './tutorial-message.ts';

export const heartbeatMessage: TutorialMessage = {
	title: 'STATSZ',
	matches: ({subject}) => subject.startsWith('$SYS.SERVER.') && subject.endsWith('.STATSZ'),
	async provoke(topology, watch) {
		const system = await topology.connect(topology.servers[0] ?? topology.far, 'SYS');
		// Without a reply subject this makes all servers broadcast, which they do every ten seconds anyway.
		const heard = () => topology.servers.every(server => serverOf(watch, server)?.heartbeatAt !== undefined);
		await watch.until('all heartbeats', () => {
			if (heard()) return true;
			system.publish(pingSubject);
			return false;
		});
		for (const server of topology.servers) {
			const known = serverOf(watch, server);
			lineWith(watch.text('servers'), server.name, known?.version ?? 'no version');
		}
		await system.close();
	},
};

export const serverStatsMessage: TutorialMessage = {
	title: 'id.STATSZ',
	matches: ({subject}) => /^_INBOX\.[^.]+\.\$SYS\.REQ\.SERVER\.N[A-Z2-7]{55}\.STATSZ$/.test(subject),
	async provoke(topology, watch) {
		watch.ask(pingSubject);
		const far = await watch.until('the far server', () => serverOf(watch, topology.far));
		const subject = serverStatsSubject(far.id);
		expect(watch.page({kind: 'server', id: far.id}).polls.map(({request}) => request.subject)).toContain(subject);
		watch.ask(subject);
		const answer = await watch.until('its answer', () =>
			watch.messages.find(message => message.subject.endsWith(`.${subject}`) && message.subject.startsWith('_INBOX.')),
		);
		const {server, statsz} = JSON.parse(answer.text);
		expect(server.name).toBe(topology.far.name);
		const {text} = watch.page({kind: 'server', id: far.id});
		lineWith(text, 'version', server.ver);
		lineWith(text, 'cpu', `${statsz.gomaxprocs ?? statsz.cores} cores`);
		lineWith(text, 'accepted', 'since the start');
	},
};

export const pingMessage: TutorialMessage = {
	title: 'PING',
	matches: ({subject}) => subject.startsWith('_INBOX.') && subject.endsWith(`.${pingSubject}`),
	async provoke(topology, watch) {
		watch.ask(pingSubject);
		const names = topology.servers.map(({name}) => name).sort();
		await watch.until('all answers', () => {
			const {pingRound: round, servers} = watch.model;
			if (round?.complete !== true) return false;
			const answered = [...round.answered].map(id => servers.get(id)?.name);
			return answered.sort().join(' ') === names.join(' ');
		});
		lineWith(watch.text('servers'), `${names.length}/${names.length} server`);
		for (const name of names) lineWith(watch.text('servers'), name);
	},
};
