// What became of a file stands in the last line: its path whole where there is room, or without its middle.
import {describe, expect, test} from 'vitest';
import {telling} from '../../../source/ui/layers.ts';
import {lines} from '../read-screen.ts';
import {demoStage} from '../stage.ts';

function footer(columns: number, path: string, more: string): string {
	const stage = demoStage(60, columns, 24);
	stage.ui = telling(stage.ui, {text: `wrote ${path}${more}`, path}, stage.now);
	return lines(stage)[23] ?? '';
}

const name = 'nats-top-sys-demo-2026-11-27T120304Z.ndjson.gz';
const more = ': 123,456 messages of 12m 3s, 10.4 MiB';

describe('a notice of a file', () => {
	test.each([
		[120, name, ` wrote ${name}${more}`],
		[80, name, ` wrote ${name}: 123,456 messages of 12m…`],
		[
			80,
			`/srv/incidents/2026/november/${name}`,
			' wrote /srv/incidents/…o-2026-11-27T120304Z.ndjson.gz: 123,456 messages of 12m…',
		],
		[60, name, ' wrote nats-top-s…1-27T120304Z.ndjson.gz: 123,456 messages…'],
	])('in %d columns', (columns, path, expected) => {
		expect(footer(columns, path, more)).toBe(expected);
	});
});
