// Screens as they are, to be read with `cat`. `npm run frames` writes them anew; here a difference is a failure.
import {readdirSync} from 'node:fs';
import path from 'node:path';
import {afterAll, describe, expect, test} from 'vitest';
import {textOf} from '../../source/screen/screen.ts';
import {linkSubject} from '../../source/wire/message.ts';
import {type Acting, actingForOperator, actingInDemo, onOpenConnection} from '../commands/acting.ts';
import {LiveDemo} from './live-demo.ts';
import {linkUp, MadeServer, noon} from '../events/made-server.ts';
import {fourSystems} from './several.ts';
import {demoStage, recordingStage, Stage, startAt} from './stage.ts';

const folder = path.join(import.meta.dirname, '../frames');

type Size = readonly [columns: number, rows: number];

const small: Size = [80, 24];
const middle: Size = [120, 36];
/** Pages have two columns of facts from 100 columns on. */
const narrowTwoColumns: Size = [100, 30];
const twoColumns: Size = [120, 40];
const large: Size = [200, 50];

/** `sizes`: the stage is made once for each; `make` gets the size. */
type Scene = {
	readonly name: string;
	readonly sizes: readonly Size[];
	readonly make: (columns: number, rows: number) => Stage;
};

/** The demo in the middle of its incidents: one server silent, refusals, a loop, slow consumers. */
function incident(view: string, ...keys: readonly string[]): Scene['make'] {
	return (columns, rows) => demoStage(60, columns, rows, view).press(...keys);
}

/** The demo as it goes on: keys after so many seconds, and then some more. */
function live(view: string, before: number, after: number, ...keys: readonly string[]) {
	return (columns: number, rows: number): LiveDemo =>
		new LiveDemo(columns, rows, view)
			.wait(before)
			.press(...keys)
			.wait(after);
}

function at(seconds: number, view: string, ...keys: readonly string[]): Scene['make'] {
	return (columns, rows) => demoStage(seconds, columns, rows, view).press(...keys);
}

function recorded(fixture: string, seconds: number, view: string, ...keys: readonly string[]): Scene['make'] {
	return (columns, rows) => recordingStage(fixture, seconds, columns, rows, view).press(...keys);
}

/** The graphs of the server or account to which `way` leads in its view, opened from its page. */
function graphsOf(view: string, seconds: number, way: readonly string[], ...keys: readonly string[]): Scene['make'] {
	return (columns, rows) => {
		const stage = at(seconds, view, ...way, 'enter')(columns, rows);
		for (let pressed = 0; pressed < 40; pressed++) {
			const chosen = stage.screen().lines.find(({selected}) => selected === true);
			if (chosen !== undefined && textOf(chosen).startsWith(' graphs ')) break;
			stage.press('tab');
		}
		return stage.press('enter', ...keys);
	};
}

function linkDown(columns: number, rows: number): Stage {
	const stage = demoStage(30, columns, rows);
	const report = (after: number, text: object) => ({
		at: stage.now + after,
		subject: linkSubject,
		text: JSON.stringify(text),
	});
	const reason = 'connection closed by the server';
	stage.hear([report(0, {state: 'down', reason})]);
	stage.hear([report(4000, {state: 'trying', attempt: 4, address: '10.0.0.2:4222', reason: 'connection refused'})]);
	return stage.passTo(stage.now + 8000);
}

function frozen(columns: number, rows: number): Stage {
	const stage = demoStage(40, columns, rows, 'connects').press('space');
	return stage.hear(demoStage(54, columns, rows).messages.filter(message => message.at > stage.now)).passTo(stage.now);
}

function contexts(columns: number, rows: number): Stage {
	const stage = demoStage(6, columns, rows, 'overview', {label: 'prod-east'});
	stage.contexts = [
		{name: 'laptop', description: 'nats-server -c dev.conf', selected: true},
		{name: 'prod-east', description: 'three nodes in Frankfurt', selected: false},
		{name: 'prod-west', description: '', selected: false},
		{name: 'torn', description: '', selected: false, broken: 'it is not JSON, see line 1'},
	];
	return stage.press('x', 'down');
}

/** A connection of which the name is known, shown before it is kicked. */
function kicking(columns: number, rows: number, name = 'fulfilment'): Acting {
	return onOpenConnection(
		actingInDemo(60, columns, rows, 'connects').press('/').type(`name:${name}`).press('enter'),
	).press('K');
}

function reloading(columns: number, rows: number): Acting {
	return actingInDemo(60, columns, rows, 'servers').press('down', 'R');
}

function pushing(columns: number, rows: number): Acting {
	return actingForOperator(columns, rows).press('P').type('acme.jwt').press('enter');
}

function confirmed(stage: Acting): Acting {
	return stage.type(stage.command?.confirmation?.text ?? '').press('enter');
}

/** Two clusters: one route is missing, one is there on one side only, a server is silent, and gateways are not all there. */
function brokenLinks(columns: number, rows: number): Stage {
	const counted = {sent: {msgs: 1, bytes: 1}, received: {msgs: 1, bytes: 1}};
	const peers: Readonly<Record<string, readonly string[]>> = {
		'fra-1': ['fra-2', 'fra-3', 'fra-4'],
		'fra-2': ['fra-1', 'fra-3', 'fra-4'],
		'fra-3': ['fra-1', 'fra-4'],
		'fra-4': ['fra-1', 'fra-2', 'fra-3'],
		'muc-1': ['muc-3'],
		'muc-2': ['muc-3'],
		'muc-3': ['muc-1', 'muc-2'],
	};
	const servers = Object.keys(peers).map(name => new MadeServer(name, {cluster: name.slice(0, 3)}));
	const stage = new Stage(columns, rows, 'links', {label: 'made'}).hear([linkUp(noon)]);
	for (let second = 0; second <= 40; second += 2) {
		const at = noon + second * 1000;
		const speaking = servers.filter(({name}) => name !== 'fra-4' || second < 8);
		const statsz = ({name}: MadeServer) => ({
			routes: (peers[name] ?? []).flatMap((peer, place) =>
				[0, 1, 2].map(lane => ({rid: 10 * place + lane, name: peer, ...counted, pending: lane * 70_000})),
			),
			gateways:
				name === 'muc-2'
					? []
					: [{gwid: 90, name: name.startsWith('fra') ? 'muc' : 'fra', ...counted, inbound_connections: 1}],
		});
		stage.hear(speaking.map(server => server.heartbeat(at, statsz(server)))).passTo(at + 1000);
	}
	return stage;
}

/** Several systems that are watched at once: their list, or one of them by its place. */
function ofSeveral(seen: 'list' | number, ...keys: readonly string[]): Scene['make'] {
	return (columns, rows) => {
		const {list, systems} = fourSystems(columns, rows);
		return ((seen === 'list' ? list : systems[seen]) ?? list).press(...keys);
	};
}

const scenes: readonly Scene[] = [
	{name: 'overview-empty', sizes: [small, large], make: (columns, rows) => new Stage(columns, rows).passTo(startAt)},
	{name: 'overview-quiet', sizes: [small, middle, twoColumns, large], make: at(6, 'overview')},
	{name: 'overview-incident', sizes: [[60, 15], small, middle, twoColumns, large], make: incident('overview')},
	{name: 'overview-after-a-restart', sizes: [small], make: at(75, 'overview')},
	{name: 'overview-what-changed', sizes: [small, middle], make: live('overview', 60, 0, '=')},
	{name: 'servers-what-changed', sizes: [small, middle], make: live('servers', 60, 0, '=')},
	{name: 'accounts-what-changed', sizes: [middle], make: live('accounts', 60, 0, '=')},
	{name: 'overview-five-minutes', sizes: [small, middle], make: at(75, 'overview', '+')},
	{name: 'overview-one-pane', sizes: [small], make: incident('overview', 'tab', 'tab', 'z')},
	{name: 'servers-columns', sizes: [small], make: incident('servers', 'c', 'down', 'down', 'space')},
	{name: 'servers-most-useful-columns', sizes: [middle], make: incident('servers', 'w')},
	{name: 'overview-second-pane', sizes: [small], make: incident('overview', 'tab', 'down')},
	{name: 'overview-link-down', sizes: [small, large], make: linkDown},
	{name: 'overview-crash', sizes: [small], make: recorded('crash-sigkill', 40, 'overview')},
	{name: 'overview-leafnode-flaps', sizes: [small, middle], make: recorded('leafnode-flap', 30, 'overview')},
	{name: 'overview-slow-consumers', sizes: [small], make: recorded('slow-consumer', 20, 'overview')},
	{name: 'overview-reload', sizes: [small], make: recorded('reload', 9, 'overview')},
	{name: 'servers-silent', sizes: [small, middle, large], make: incident('servers')},
	{name: 'servers-restarted', sizes: [small, large], make: at(75, 'servers')},
	{name: 'servers-shut-down', sizes: [small, large], make: at(100, 'servers')},
	{name: 'servers-lame-duck', sizes: [small], make: recorded('lame-duck', 10, 'servers')},
	{name: 'servers-supercluster', sizes: [small, large], make: recorded('supercluster', 21, 'servers')},
	{name: 'servers-mixed-versions', sizes: [large], make: recorded('mixed-versions', 18, 'servers')},
	{name: 'servers-totals-in-full', sizes: [small, large], make: incident('servers', 't', 'b')},
	{name: 'servers-sideways', sizes: [small], make: incident('servers', 'l', 'l', 'l')},
	{name: 'servers-sorted', sizes: [small], make: incident('servers', '>', '>', '>', '>')},
	{
		name: 'servers-sort-menu',
		sizes: [small, large],
		make: (columns, rows) => incident('servers', '>', '>', '>', '>', 's')(columns, rows),
	},
	{
		name: 'servers-filter-typed',
		sizes: [small],
		make: (columns, rows) => incident('servers', '/')(columns, rows).type('!east conns>250'),
	},
	{
		name: 'servers-nothing-matches',
		sizes: [small],
		make: (columns, rows) => incident('servers', '/')(columns, rows).type('n9').press('enter'),
	},
	{name: 'servers-problems-only', sizes: [small], make: incident('servers', 'e')},
	{name: 'servers-key-that-does-nothing', sizes: [small], make: incident('servers', 'F')},
	{name: 'connects-stream', sizes: [small, middle, large], make: incident('connects')},
	{name: 'connects-reasons', sizes: [small, twoColumns, large], make: incident('connects', 'tab')},
	{name: 'connects-scrolled-back', sizes: [small], make: incident('connects', 'page-up', 'up')},
	{name: 'connects-frozen', sizes: [small, large], make: frozen},
	{name: 'connects-all-kinds', sizes: [small, large], make: recorded('client-churn', 8, 'connects')},
	{
		name: 'connects-filtered',
		sizes: [small],
		make: (columns, rows) =>
			incident('connects', '/')(columns, rows).type('acc:IOT reason:"read error" lived<60').press('enter'),
	},
	{name: 'auth-errors-storm', sizes: [small, middle, large], make: incident('auth-errors')},
	{name: 'auth-errors-strange-names', sizes: [small, large], make: recorded('auth-storm', 4, 'auth-errors')},
	{name: 'accounts-all', sizes: [small, middle, large], make: incident('accounts')},
	{name: 'accounts-by-key', sizes: [large], make: recorded('claims-update', 34, 'accounts')},
	{name: 'accounts-sort-menu', sizes: [small], make: incident('accounts', 's')},
	{name: 'connections-cost', sizes: [small, middle], make: live('overview', 20, 0, 'C')},
	{name: 'connections-of-server', sizes: [small, middle, large], make: live('overview', 20, 3, 'C', 'enter')},
	{name: 'connections-most-subscriptions', sizes: [small], make: live('overview', 20, 3, 'U', 'enter')},
	{name: 'connections-of-account', sizes: [small, large], make: live('accounts', 20, 3, 'C')},
	{name: 'connections-of-account-everywhere', sizes: [middle], make: live('accounts', 20, 3, 'C', 'A', 'enter')},
	{name: 'connections-closed', sizes: [small, middle], make: live('overview', 20, 1, 'C', 'o', 'enter')},
	{name: 'connections-of-silent-server', sizes: [small], make: live('servers', 40, 0, 'C')},
	{
		name: 'page-listed-connection',
		sizes: [small, middle],
		make: (columns, rows) => live('overview', 20, 3, 'C', 'enter')(columns, rows).press('enter').wait(3),
	},
	{name: 'clients-all', sizes: [small, middle, large], make: incident('clients')},
	{name: 'jetstream', sizes: [small, middle, large], make: incident('jetstream')},
	{name: 'jetstream-no-leader', sizes: [small], make: recorded('meta-rescue', 30, 'jetstream')},
	{name: 'links', sizes: [small, twoColumns, large], make: incident('links')},
	{name: 'links-supercluster', sizes: [small], make: recorded('supercluster', 21, 'links')},
	{name: 'links-broken', sizes: [small, twoColumns, large], make: brokenLinks},
	{name: 'page-route', sizes: [small, twoColumns], make: live('links', 20, 12, 'tab', 'G', 'enter')},
	{name: 'page-gateway', sizes: [small, twoColumns], make: live('links', 20, 12, 'tab', 'g', 'enter')},
	{name: 'messages-stream', sizes: [small, large], make: incident('messages')},
	{name: 'systems', sizes: [small, twoColumns, large], make: ofSeveral('list')},
	{name: 'systems-unreached', sizes: [small, twoColumns], make: ofSeveral('list', 'j', 'j')},
	{name: 'systems-problems', sizes: [small, twoColumns], make: ofSeveral('list', 'j')},
	{name: 'system-of-several', sizes: [small, twoColumns, large], make: ofSeveral(1)},
	{name: 'system-not-reached', sizes: [small], make: ofSeveral(2)},
	{name: 'contexts', sizes: [small, middle], make: contexts},
	{
		name: 'command-typed',
		sizes: [small],
		make: (columns, rows) => incident('servers', ':')(columns, rows).type('se'),
	},
	{
		name: 'page-server',
		sizes: [small, narrowTwoColumns, twoColumns, large],
		make: incident('servers', 'down', 'enter'),
	},
	{
		name: 'page-server-asked',
		sizes: [narrowTwoColumns, twoColumns],
		make: live('servers', 20, 12, 'enter', 'page-down'),
	},
	{name: 'page-server-silent', sizes: [small, twoColumns, large], make: incident('servers', 'enter')},
	{name: 'page-graphs-of-server', sizes: [small, twoColumns, large], make: graphsOf('servers', 90, ['G', 'k'], '+')},
	{name: 'page-graphs-of-account', sizes: [small, twoColumns, large], make: graphsOf('accounts', 60, [])},
	{name: 'page-server-restarted', sizes: [small], make: at(75, 'servers', 'G', 'k', 'enter')},
	{name: 'page-jetstream', sizes: [small, twoColumns, large], make: incident('jetstream', 'down', 'enter')},
	{name: 'page-account', sizes: [small, twoColumns, large], make: incident('accounts', 'enter')},
	{name: 'page-client', sizes: [small, twoColumns, large], make: incident('overview', 'tab', 'down', 'down', 'enter')},
	{name: 'page-leafnode', sizes: [small, middle], make: incident('leafs', 'enter')},
	{name: 'page-refused', sizes: [small, twoColumns, large], make: incident('auth-errors', 'enter')},
	{name: 'page-connect', sizes: [small], make: incident('connects', 'enter')},
	{name: 'page-disconnect', sizes: [small, twoColumns, large], make: incident('connects', 'up', 'up', 'enter')},
	{name: 'page-refusal', sizes: [small], make: incident('auth-errors', 'tab', 'enter')},
	{name: 'page-notable', sizes: [small], make: (columns, rows) => linkDown(columns, rows).press('tab', 'tab', 'enter')},
	{name: 'page-message', sizes: [small, large], make: incident('messages', 'enter')},
	{
		name: 'page-message-searched',
		sizes: [small],
		make: (columns, rows) => incident('messages', 'enter', '/')(columns, rows).type('rtt').press('enter'),
	},
	{
		name: 'page-no-longer-known',
		sizes: [small],
		make: (columns, rows) => {
			const stage = incident('servers', 'enter')(columns, rows);
			stage.model.servers.clear();
			stage.model.serverOrderStale = true;
			return stage.passTo(stage.now + 1000);
		},
	},
	{name: 'help-overview', sizes: [small, twoColumns, large], make: incident('overview', '?')},
	{name: 'help-end', sizes: [small, twoColumns, large], make: incident('overview', '?', 'G')},
	{name: 'help-page', sizes: [small], make: incident('messages', 'enter', '?')},
	{name: 'problems-list', sizes: [small, large], make: incident('overview', '!')},
	{name: 'problems-acknowledged', sizes: [small], make: incident('overview', '!', 'down', 'a', 'up')},
	{name: 'problems-none', sizes: [small], make: at(6, 'overview', '!')},
	{name: 'command-kick', sizes: [small, twoColumns, large], make: (columns, rows) => kicking(columns, rows)},
	{name: 'command-kick-strange-name', sizes: [small], make: (columns, rows) => kicking(columns, rows, 'Zähler')},
	{
		name: 'command-kick-wrong-name',
		sizes: [small],
		make: (columns, rows) => kicking(columns, rows).type('nobody').press('enter'),
	},
	{
		name: 'command-kick-done',
		sizes: [small, twoColumns, large],
		make: (columns, rows) => confirmed(kicking(columns, rows)),
	},
	{name: 'command-reload', sizes: [small], make: (columns, rows) => reloading(columns, rows)},
	{name: 'command-reload-done', sizes: [small], make: (columns, rows) => confirmed(reloading(columns, rows))},
	{name: 'command-push-file', sizes: [small], make: (columns, rows) => actingForOperator(columns, rows).press('P')},
	{name: 'command-push', sizes: [small, twoColumns, large], make: pushing},
	{
		name: 'command-push-done',
		sizes: [small, twoColumns, large],
		make: (columns, rows) => confirmed(pushing(columns, rows)),
	},
	{
		name: 'command-push-refused',
		sizes: [small],
		make: (columns, rows) => confirmed(pushing(columns, rows)).press('escape', 'P').type('acme.jwt').press('enter'),
	},
	{
		name: 'command-in-the-journal',
		sizes: [small],
		make: (columns, rows) => confirmed(kicking(columns, rows)).press('escape', 'escape', '1', 'tab', 'tab'),
	},
	{
		name: 'too-small',
		sizes: [
			[59, 15],
			[60, 14],
			[20, 3],
		],
		make: incident('overview'),
	},
];

const files = new Set<string>();

describe.each(scenes)('$name', ({name, sizes, make}) => {
	test.each(sizes)('%i×%i', async (columns, rows) => {
		const file = `${name}-${columns}x${rows}.txt`;
		files.add(file);
		await expect(make(columns, rows).text()).toMatchFileSnapshot(path.join(folder, file));
	});
});

afterAll(() => {
	// What is printed without a screen has its own test, and so has the recording that is kept.
	const own = /-once-|^(?:recording|check|completion|events|plain)-|^(?:man-page|metrics)\./;
	const hasOwnTest = (file: string): boolean => own.test(file);
	const there = readdirSync(folder).filter(file => path.extname(file) === '.txt' && !hasOwnTest(file));
	expect(there.filter(file => !files.has(file))).toEqual([]);
});
