// What happens to JetStream on servers: full stores, failing requests, leaders on one server, a server without it.
import {connectAs} from '../../helpers/nats-server.ts';
import {jetStream, nth, plainAccounts, startEast, startSystem} from '../clusters.ts';
import {later} from '../told-after.ts';
import {defineIncident} from '../incident.ts';
import {startApplication} from '../traffic.ts';

const patient = {timeout: 20_000};

export const storageFull = defineIncident({
	name: 'storage-full',
	story: 'a stream fills 61 of 64 MB of a store',
	expected: [{rules: ['storage-full'], names: ['n1', /9\d %/], endsWithinMs: 5000}],
	alsoTrue: ['traffic-change', 'memory-growing'],
	async prepare() {
		const servers = await startSystem([{name: 'n1', accounts: plainAccounts, config: jetStream}]);
		const client = await connectAs(nth(servers, 0), 'app', {name: 'archive'});
		const stream = {name: 'ARCHIVE', subjects: ['archive.>'], storage: 'file', retention: 'limits'};
		await client.request('$JS.API.STREAM.CREATE.ARCHIVE', JSON.stringify(stream), patient);
		return {
			watched: nth(servers, 0),
			async happen({wait, knowable, ended}) {
				for (let each = 0; each < 61; each++) {
					await client.request('archive.row', new Uint8Array(1_000_000), patient);
					if (each === 58) knowable();
				}
				await wait(8000);
				ended();
				await client.request('$JS.API.STREAM.PURGE.ARCHIVE', '', patient);
				await wait(6000);
			},
		};
	},
});

export const apiErrors = defineIncident({
	name: 'jetstream-api-errors',
	story: 'an application asks for a stream that does not exist, twenty times a second',
	expected: [{rules: ['jetstream-api-errors'], names: ['n1'], endsWithinMs: 8000}],
	alsoTrue: [],
	async prepare() {
		const servers = await startSystem([{name: 'n1', accounts: plainAccounts, config: jetStream}]);
		const client = await connectAs(nth(servers, 0), 'app', {name: 'lost'});
		return {
			watched: nth(servers, 0),
			async happen({wait, knowable, ended}) {
				for (let each = 0; each < 400; each++) {
					client.publish('$JS.API.STREAM.INFO.NONE', '', {reply: 'nobody'});
					// A single burst, as when an application starts, is no problem: ten seconds of it are.
					if (each === 200) knowable();
					await wait(50);
				}
				ended();
				await wait(8000);
			},
		};
	},
});

export const unevenLeaders = defineIncident({
	name: 'uneven-leaders',
	story: 'all of 24 streams of a cluster are led by n2, while JetStream is on the screen',
	expected: [{rules: ['uneven-leaders'], names: ['n2', '24']}],
	alsoTrue: [],
	async prepare() {
		const plan = (name: string, tag: string) => ({
			name,
			cluster: 'east',
			accounts: plainAccounts,
			config: `${jetStream}\nserver_tags: ["${tag}"]`,
		});
		const servers = await startSystem([plan('n1', 'one'), plan('n2', 'two'), plan('n3', 'three')]);
		const client = await connectAs(nth(servers, 0), 'app', {name: 'setup'});
		return {
			watched: nth(servers, 0),
			view: 'jetstream',
			async happen({wait, knowable}) {
				for (let each = 0; each < 24; each++) {
					const stream = {name: `S${each}`, subjects: [`s${each}`], placement: {tags: ['two']}};
					await client.request(
						`$JS.API.STREAM.CREATE.S${each}`,
						JSON.stringify({...stream, storage: 'memory', retention: 'limits'}),
						patient,
					);
				}
				// JSZ is asked every ten seconds.
				await wait(10_000);
				knowable();
				await wait(8000);
			},
		};
	},
});

export const withoutJetStream = defineIncident({
	name: 'started-without-jetstream',
	story: 'n3 is started again with JetStream off',
	expected: [
		{
			rules: ['meta-peers'],
			names: ['n3 not current'],
			toldAfter: later(26_000, 'a leader waits 11 s for a peer, and it may take 15 s to catch up'),
		},
		{rules: ['jetstream-off'], names: ['n3'], toldAfter: later(60_000, 'a server may read its store for a minute')},
	],
	alsoTrue: ['stopped-server', 'restarted-server', 'lost-clients', 'client-moved', 'uneven-load', 'reloaded'],
	async prepare() {
		const servers = await startEast(3, jetStream);
		const application = await startApplication({name: 'orders', servers});
		return {
			watched: nth(servers, 0),
			async happen({wait, knowable}) {
				await wait(5000);
				const changed = nth(servers, 2);
				await changed.kill('SIGTERM');
				changed.configure({accounts: plainAccounts, config: changed.config().replace(/jetstream \{[^}]*\}/, '')});
				await changed.restart();
				knowable();
				await wait(70_000);
			},
			stop: application.stop,
		};
	},
});

export const missingServer = defineIncident({
	name: 'missing-server',
	story: 'we come when n3, of three servers with JetStream, is dead already',
	expected: [{rules: ['missing-server'], names: ['n3']}],
	alsoTrue: ['client-moved'],
	async prepare() {
		const servers = await startEast(3, jetStream);
		await nth(servers, 2).kill();
		return {
			watched: nth(servers, 0),
			async happen({wait, knowable}) {
				knowable();
				await wait(20_000);
			},
		};
	},
});
