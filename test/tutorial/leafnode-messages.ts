// Leafnodes that come and go, and the signals of the old documentation.
import {expect} from 'vitest';
import type {Message} from '../../source/wire/message.ts';
import {sumOf} from '../../source/model/account-sum.ts';
import {isLeafSignal, lineWith, notableOf, type TutorialMessage} from './tutorial-message.ts';

const noLeaf = 'no leafnode here';

function isOfLeafnode(word: string) {
	return ({subject, text}: Message): boolean =>
		subject.endsWith(word) && !isLeafSignal(subject) && text.includes('"kind":"Leafnode"');
}

export const leafUpMessage: TutorialMessage = {
	title: 'leaf up',
	matches: isOfLeafnode('.CONNECT'),
	whyAbsent: ({hasLeafs}) => (hasLeafs ? undefined : noLeaf),
	async provoke(topology, watch) {
		await topology.startLeaf?.('leaf-up');
		const notable = await watch.until('the leafnode', () => notableOf(watch, 'leaf up', 'leaf-up'));
		expect([notable.text, watch.model.servers.get(notable.serverId)?.name]).toEqual([
			'leafnode of APP',
			topology.servers[0]?.name,
		]);
		lineWith(watch.text('overview'), 'leaf up', 'leaf-up', 'leafnode of APP');
		const app = watch.model.accounts.get(topology.accountId('APP'));
		await watch.until('its count', () => app !== undefined && (sumOf(watch.model, app).leafs ?? 0) > 0);
	},
};

export const leafDownMessage: TutorialMessage = {
	title: 'leaf down',
	matches: isOfLeafnode('.DISCONNECT'),
	whyAbsent: ({hasLeafs}) => (hasLeafs ? undefined : noLeaf),
	async provoke(topology, watch) {
		const leaf = await topology.startLeaf?.('leaf-down');
		await watch.until('the leafnode', () => notableOf(watch, 'leaf up', 'leaf-down'));
		await leaf?.stop();
		const notable = await watch.until('its end', () => notableOf(watch, 'leaf down', 'leaf-down'));
		const [reason, where] = notable.text.split(', ');
		expect([where, watch.model.servers.get(notable.serverId)?.name]).toEqual([
			'leafnode of APP',
			topology.servers[0]?.name,
		]);
		// Which of them, is a matter of what was still under way.
		expect(['Client Closed', 'Read Error']).toContain(reason);
		lineWith(watch.text('overview'), 'leaf down', 'leaf-down', notable.text);
	},
};

export const leafConnectMessage: TutorialMessage = {
	title: 'LEAFNODE.CONNECT',
	matches: ({subject}) => subject.endsWith('.LEAFNODE.CONNECT'),
	whyAbsent({hasLeafs, hasGateways}) {
		if (!hasLeafs) return noLeaf;
		return hasGateways ? undefined : 'only servers with gateways send it';
	},
	async provoke(topology, watch) {
		await topology.startLeaf?.('leaf-signal');
		const {subject} = await watch.until('the signal', () => watch.messages.find(leafConnectMessage.matches));
		expect(subject).toBe('$SYS.ACCOUNT.APP.LEAFNODE.CONNECT');
		lineWith(watch.text('messages'), subject, topology.servers[0]?.name ?? '');
	},
};

export const leafDisconnectMessage: TutorialMessage = {
	title: 'LEAFNODE.DISCONNECT',
	matches: ({subject}) => subject.endsWith('.LEAFNODE.DISCONNECT'),
	whyAbsent: ({hasLeafs}) =>
		hasLeafs ? 'no version sends it: the end of a leafnode is a DISCONNECT of kind Leafnode' : noLeaf,
	async provoke() {},
};
