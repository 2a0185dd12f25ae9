// How often servers send their heartbeats once they have settled; this takes longer than anything else.
import {afterAll, expect, test} from 'vitest';
import {can} from '../../source/model/capabilities.ts';
import {startServer, stopServers} from '../helpers/nats-server.ts';
import {startWatch} from '../tutorial/watch.ts';

afterAll(stopServers);

test('frequentHeartbeats', {timeout: 90_000}, async () => {
	const server = await startServer();
	const watch = await startWatch(['-s', server.url, '--user', 'sys', '--password', 'pw']);
	try {
		const times = () => watch.messages.flatMap(({subject, at}) => (subject.endsWith('.STATSZ') ? [at] : []));
		// They come at growing intervals; the two longest gaps of those after a start are 8 s and the steady one.
		const gaps = () => times().map((at, index) => at - (times()[index - 1] ?? at));
		const steady = await watch.until('a gap of more than 9 s', () => gaps().find(gap => gap > 9000), 60_000);
		const [known] = watch.model.servers.values();
		expect(steady < 11_500).toBe(can(known?.version ?? '', 'frequentHeartbeats'));
		expect(known?.heartbeatMs).toBeGreaterThan(9000);
	} finally {
		await watch.stop();
	}
});
