// Tables begin as the configuration file has them, and again so in another system.
import {describe, expect, test} from 'vitest';
import {startedAnew} from '../../source/ui/started-anew.ts';
import {withTableStarts} from '../../source/ui/table-starts.ts';
import {demoStage} from '../views/stage.ts';
import type {TableStart} from '../../source/ui/ui.ts';

const starts: readonly TableStart[] = [
	{
		pane: 'servers',
		sort: {column: 'subs', descending: false},
		columns: {cpu: true, mem: false, conns: true, subs: true},
	},
];

function titlesOf(stage: ReturnType<typeof demoStage>): string {
	return (
		stage
			.text()
			.split('\n')
			.find(line => line.includes('SERVER') && line.includes('CPU')) ?? ''
	);
}

describe('the table of servers', () => {
	const stage = demoStage(60, 160, 40, 'servers');
	stage.ui = withTableStarts(stage.ui, starts);
	stage.draw();

	test('is sorted, and has these columns', () => {
		expect(stage.drawn?.shown.pane?.sort).toEqual({column: 'subs', descending: false});
		expect(titlesOf(stage)).toMatch(/CPU/);
		expect(titlesOf(stage)).not.toMatch(/ MEM/);
		expect(titlesOf(stage)).toMatch(/SUBS/);
	});

	test('can be sorted otherwise, and begins as before in another system', () => {
		stage.press('I').draw();
		expect(stage.drawn?.shown.pane?.sort).toEqual({column: 'subs', descending: true});
		stage.ui = startedAnew(stage.ui);
		stage.draw();
		expect(stage.drawn?.shown.pane?.sort).toEqual({column: 'subs', descending: false});
		expect(titlesOf(stage)).not.toMatch(/ MEM/);
	});
});
