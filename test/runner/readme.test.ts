import {readdirSync} from 'node:fs';
import path from 'node:path';
import {afterAll, describe, expect, test} from 'vitest';
import {parseOptions} from '../../source/options/options.ts';
import {csvExtras} from '../../source/output/rows-csv.ts';
import {eventTable} from '../../source/output/events/event-filter.ts';
import {eventKindFacts} from '../../source/output/events/event-kinds.ts';
import {conclusionFacts} from '../../source/output/conclusion-facts.ts';
import {tableFacts} from '../../source/output/table-facts.ts';
import {bindings} from '../../source/ui/bindings.ts';
import {root} from '../../source/package/bundle-state.ts';
import {views} from '../../source/views/catalogue.ts';
import {runPiped} from '../e2e/program.ts';
import {connectAs, startServer, stopServers} from '../helpers/nats-server.ts';
import {documents, read, withParts} from './readme.ts';

afterAll(stopServers);

const readme = read('README.md');
/** The chapters that are texts of their own. */
const chapters = ['docs/scripts.md', 'docs/history.md'].map(read);

/** The text of a chapter or of a part of one, up to the next heading of any kind. */
function under(heading: string): string {
	const begin = readme.indexOf(`\n${heading}\n`);
	if (begin < 0) throw new Error(`README.md has no ${heading}`);
	const rest = readme.slice(begin + heading.length + 2);
	const end = rest.search(/^#+ /m);
	return end < 0 ? rest : rest.slice(0, end);
}

/** What is in the first pair of brackets where the pattern fits. */
function found(pattern: RegExp, text: string): string {
	const inBrackets = pattern.exec(text)?.[1];
	if (inBrackets === undefined) throw new Error(`nothing fits ${pattern} in\n${text}`);
	return inBrackets;
}

describe('the README', () => {
	test.each(documents)('has in %s the tables of the program as it is; `npm run readme` writes them', document => {
		expect(read(document)).toBe(withParts(document, read(document)));
	});

	test('leads to its chapters, which are there', () => {
		const linked = new Set([...readme.matchAll(/\]\((docs\/[^)#]+)/g)].map(([, file = '']) => file));
		for (const file of linked) expect(read(file)).toMatch(/^# /);
		expect([...linked].toSorted()).toEqual(
			readdirSync(path.join(root, 'docs'))
				.map(name => `docs/${name}`)
				.toSorted(),
		);
	});

	test('has every key in its table', () => {
		const table = found(/<!-- keys -->\n([\s\S]*)<!-- \/keys -->/, readme);
		const [, , ...rows] = table.trim().split('\n');
		expect(rows.map(row => row.split(' | ')[1]?.replace(/ \|$/, ''))).toEqual(bindings.map(({help}) => help));
	});

	test('names every view, and each by the number of its tab', () => {
		const tabs = new Map(views.map(({key, title}) => [key, title]));
		const named = [...readme.matchAll(/\*\*(\d)\*\* (?=(.{12}))/g)];
		for (const [, key = '', text = ''] of named) {
			expect(text.startsWith(tabs.get(key) ?? '?'), `${key} ${text}`).toBe(true);
		}
		expect(new Set(named.map(([, key]) => key))).toEqual(new Set(tabs.keys()));
	});

	test('must have the markers', () => {
		expect(() => withParts('README.md', '# nothing')).toThrow(
			'README.md has no <!-- scenarios --> … <!-- /scenarios -->',
		);
	});
});

describe('the way to a system account in a configuration file', () => {
	const chapter = under('### In a configuration file');

	test('leads to a server that is watched', async () => {
		const config = found(/cat > n1\.conf <<'END'\n([\s\S]*?)\nEND\n/, chapter);
		// Where the program looks when it is not told, but a test server chooses its port itself.
		expect(config).toMatch(/^listen: 127\.0\.0\.1:4222\nserver_name: n1\n/);
		const accounts = config.split('\n').slice(2).join('\n');
		const server = await startServer({name: 'n1', accounts});
		await connectAs(server, 'app');

		const password = found(/^NATS_PASSWORD=(\S+) nats-top-sys /m, chapter);
		const options = found(/^NATS_PASSWORD=\S+ nats-top-sys (.*)$/m, chapter);
		const env = {NATS_URL: server.url, NATS_PASSWORD: password};
		const {exitCode, said, complained} = await runPiped(`${options} --json`, env);
		expect({exitCode, complained}).toEqual({exitCode: 0, complained: ''});
		expect(JSON.parse(said)).toMatchObject({
			link: {state: 'up', server: 'n1', user: 'admin', account: 'SYS'},
			servers: [{name: 'n1', state: 'up', connections: 2}],
			problems: [],
		});
	});

	test('takes one line on a server that runs already, whose clients stay', async () => {
		const server = await startServer({accounts: ''});
		const client = await connectAs(server, undefined);
		server.configure({accounts: found(/^(accounts \{ \$SYS .*)$/m, chapter)});
		server.signal('SIGHUP');
		await expect.poll(() => server.log(), {timeout: 30_000}).toContain('Reloaded server configuration');

		const env = {NATS_URL: server.url, NATS_PASSWORD: 'secret'};
		const {said, complained} = await runPiped('--user admin --json', env);
		expect(complained).toBe('');
		expect(JSON.parse(said)).toMatchObject({link: {user: 'admin', account: '$SYS'}, servers: [{connections: 2}]});
		await client.flush();
	});
});

/** As a shell does; nothing here needs more than single quotes. */
function wordsOf(line: string): readonly string[] {
	return (line.match(/'[^']*'|\S+/g) ?? []).map(word => word.replaceAll("'", ''));
}

test('all command lines are ones that the program takes', () => {
	const shell = [...[readme, ...chapters].join('\n').matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block = '']) =>
		block.split('\n'),
	);
	const whole = shell.flatMap(line => /^(?:[A-Z_]+=\S+ )*nats-top-sys(?: (.*))?$/.exec(line)?.[1] ?? []);
	const inTable = [...under('### Authentication').matchAll(/`(?:[A-Z_]+=\S+ nats-top-sys )?(-[^`]+)`/g)];
	const options = [...whole, ...inTable.map(([, text = '']) => text)].map(line =>
		line.replace(/ *[#|].*| > .*/, '').trim(),
	);
	expect(options.length).toBeGreaterThan(20);
	const facts = {
		version: '',
		views: views.map(({id}) => id),
		eventKinds: eventKindFacts,
		eventTable,
		tables: tableFacts(),
		conclusions: conclusionFacts(),
		csvExtras,
	};
	for (const line of options) {
		expect(() => parseOptions(wordsOf(line), {}, facts), line).not.toThrow();
	}
});
