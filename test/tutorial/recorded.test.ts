// Recordings of the tutorial, replayed without a server: the screens show what the real servers sent.
import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {createCore} from '../../source/core/core.ts';
import type {Message} from '../../source/wire/message.ts';
import {entriesOf} from '../../source/model/journal.ts';
import {textOnce} from '../../source/output/text.ts';
import {invariantsOf} from '../model/invariants.ts';

function recordingOf(name: string): readonly Message[] {
	const file = new URL(`../fixtures/tutorial/${name}.ndjson`, import.meta.url);
	return readFileSync(file, 'utf8')
		.trim()
		.split('\n')
		.map(line => {
			const {at, subject, data}: {at: number; subject: string; data: unknown} = JSON.parse(line);
			return {at, subject, text: typeof data === 'string' ? data : JSON.stringify(data)};
		});
}

/** What must stand in one line of a view. */
type Shown = readonly [view: string, ...words: readonly (string | RegExp)[]];

const supercluster: readonly Shown[] = [
	['connects', /\d \+ +APP +app +comes .* w2 /],
	['connects', /\d − +APP +app +goes .* w2 .*Client Closed/],
	['accounts', /^ COUNTED +2 +0 /],
	['auth', /stranger .*127\.0\.0\.1/, 'Authentication Failure'],
	['overview', '+ leaf up', 'leaf-up', 'e1', 'leafnode of APP'],
	['overview', '− leaf down', 'leaf-down', 'e1', 'leafnode of APP'],
	['messages', '$SYS.ACCOUNT.APP.LEAFNODE.CONNECT', /e1 +acc=APP/],
	['messages', /\$SYS\.SERVER\.N[A-Z2-7]{55}\.STATSZ +[\d.]+K? +w2 /],
	['messages', /_INBOX\S+\.STATSZ +[\d.]+K? +w2 /],
	['servers', '4/4 servers · 2 clusters'],
	['servers', /^ west +w2 .* 2\.15\.2 /],
];

const fullAndCache: readonly Shown[] = [
	['connects', /\d \+ +APP +U[A-Z2-7]+… +comes .* c3 /],
	['accounts', /^ COUNTED +2 +0 /],
	['auth', 'stranger', 'Authentication Failure'],
	['overview', '● claims', 'LIMITED', /connections 100 → 50, issued by O[A-Z2-7]{4}…/],
	['overview', '● claims', 'LIMITED', /connections 50 → 40, as c3 tells, issued by O[A-Z2-7]{4}…/],
	['overview', '● claims', 'LIMITED', /issuer O[A-Z2-7]{4}… → O[A-Z2-7]{4}…, connections 40 → 7,/],
	['messages', /\$SYS\.ACCOUNT\.A[A-Z2-7]+\.CLAIMS\.UPDATE +\d+ +name=LIMITED /],
	['servers', '3/3 servers · 1 cluster'],
];

// These servers do not tell the names of accounts, and every socket counts as one of `$G` for a while.
const oldMemory: readonly Shown[] = [
	['connects', /\d \+ +A[A-Z2-7]+… +U[A-Z2-7]+… +comes .* memory /],
	['connects', /\d − +A[A-Z2-7]+… +U[A-Z2-7]+… +goes .*Client Closed/],
	['accounts', /^ LIMITED +1 +0 /],
	['auth', 'stranger', 'Authentication Failure'],
	['overview', '● claims', 'LIMITED', 'connections 100 → 50'],
	['servers', /memory .* 2\.9\.25 /],
];

test.each<[string, readonly Shown[]]>([
	['config-2-clusters-of-2-jetstream-2.15.2', supercluster],
	['operator-full-and-cache-2.15.2', fullAndCache],
	['operator-memory-2.9.25', oldMemory],
])('%s', (name, lines) => {
	const messages = recordingOf(name);
	expect(messages.map(({text}) => text).join('\n')).not.toMatch(/eyJ[\w-]+\.[\w-]+\.(?!c2lnbmF0dXJl)/);
	const core = createCore({view: 'overview', utc: true, label: name});
	for (const message of messages) core.hear(message);
	const {model} = core;
	expect(invariantsOf(model)).toEqual([]);
	expect([...entriesOf(model.journals.messages)].filter(([, {understood}]) => !understood)).toEqual([]);
	const textOf = (view: string): string => {
		core.changeUi(ui => ({...ui, view}));
		return textOnce(core.look(), {columns: 200, ascii: false});
	};
	for (const [view, ...words] of lines) {
		const text = textOf(view);
		const found = text
			.split('\n')
			.filter(line => words.every(word => (typeof word === 'string' ? line.includes(word) : word.test(line))));
		expect(found, `${words.join(' and ')} in\n${text}`).not.toEqual([]);
	}
	expect(textOf('accounts')).not.toContain(' $G ');
});
