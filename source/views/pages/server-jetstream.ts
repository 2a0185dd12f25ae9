// JetStream in short, on a server's page; more of it is on the page of its own.
import {bytesInWords, count, grouped} from '../../format/number.ts';
import type {JetStreamStats} from '../../model/jetstream.ts';
import {blank, fact, heading, type PageLine} from './page.ts';

export function jetStreamLines(jetStream: JetStreamStats): readonly PageLine[] {
	const limit = (max: number | undefined): string => (max === undefined ? '' : ` of ${bytesInWords(max)}`);
	const meta =
		jetStream.metaSize === 0
			? 'no meta group'
			: `${jetStream.metaLeader === '' ? 'no leader known' : `leader ${jetStream.metaLeader}`}, ${grouped(jetStream.metaSize)} servers`;
	return [
		blank,
		heading('JetStream'),
		fact('meta group', meta, jetStream.metaSize !== 0 && jetStream.metaLeader === '' ? 'bad' : undefined),
		fact('memory', `${bytesInWords(jetStream.memoryBytes)}${limit(jetStream.maxMemoryBytes)}`),
		fact('storage', `${bytesInWords(jetStream.storageBytes)}${limit(jetStream.maxStorageBytes)}`),
		fact('raft groups', grouped(jetStream.assets)),
		fact('API requests', `${grouped(jetStream.apiRequests)}, ${grouped(jetStream.apiErrors)} errors`),
		...jetStream.metaPeers.map(peer =>
			fact(
				`peer ${peer.name}`,
				peer.offline
					? 'offline'
					: peer.current
						? `current, lag ${count(peer.lag)}`
						: `not current, lag ${count(peer.lag)}`,
				peer.offline ? 'bad' : peer.current ? undefined : 'warn',
			),
		),
	];
}
