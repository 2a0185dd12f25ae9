// `npm run frames`: writes the screens in test/frames anew, for a person to look at and accept.
import {readdirSync, rmSync} from 'node:fs';
import path from 'node:path';
import {root} from '../../source/package/bundle-state.ts';

const folder = path.join(root, 'test/frames');
for (const entry of readdirSync(folder, {recursive: true, withFileTypes: true})) {
	if (entry.isFile()) rmSync(path.join(entry.parentPath, entry.name));
}
const {startVitest} = await import('vitest/node');
const vitest = await startVitest(
	'test',
	[
		'test/views/frames.test.ts',
		'test/views/questions.test.ts',
		'test/output/once.test.ts',
		'test/output/rows.test.ts',
		'test/output/check.test.ts',
		'test/output/metrics.test.ts',
		'test/output/events/event-lines.test.ts',
		'test/output/events/problem-lines.test.ts',
		'test/output/plain/plain-lines.test.ts',
		'test/output/incident.test.ts',
		'test/recording/recorded-before.test.ts',
		'test/options/completion/completion-text.test.ts',
		'test/options/man-page.test.ts',
	],
	{
		root,
		config: false,
		dir: 'test',
		watch: false,
		pool: 'threads',
		isolate: false,
		update: true,
		testTimeout: 90_000,
		reporters: ['dot'],
	},
);
await vitest.close();
