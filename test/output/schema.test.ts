import {readFileSync} from 'node:fs';
import {Ajv2020} from 'ajv/dist/2020.js';
import {describe, expect, test} from 'vitest';
import {rowsJson} from '../../source/output/rows-json.ts';
import {outputSchema} from '../../source/output/schema/output-schema.ts';
import {snapshotOf} from '../../source/output/snapshot.ts';
import {tables} from '../../source/output/tables.ts';
import {uiFor} from '../../source/output/ui-for.ts';
import {schemaFile} from '../../source/package/bundle-state.ts';
import {bundle} from '../../source/package/bundle.ts';
import {isBundled} from '../../source/package/bundle-state.ts';
import {faultsOf, isTaken} from '../helpers/output-schema.ts';
import {fixtureNames} from '../helpers/replay.ts';
import {demoStage, recordingStage, Stage} from '../views/stage.ts';

function faultsOfTables(stage: Stage, isWaiting = false): string {
	return tables
		.map(table => {
			stage.ui = uiFor(table, {});
			return faultsOf(JSON.parse(JSON.stringify(rowsJson(stage.core.look(), {table, isWaiting}))));
		})
		.join('');
}

describe('the schema', () => {
	test('is one', () => {
		const checker = new Ajv2020({strict: true, allowUnionTypes: true, formats: {'date-time': true}});
		expect(checker.validateSchema(outputSchema())).toBe(true);
	});

	test('lies in the package as a file', async () => {
		if (!isBundled()) await bundle();
		expect(JSON.parse(readFileSync(schemaFile, 'utf8'))).toEqual(outputSchema());
	});

	test('refuses what it does not name, and what is missing', () => {
		const snapshot = snapshotOf(new Stage(80, 24).look());
		expect(faultsOf({...snapshot, colour: 'red'})).toContain('must NOT have additional properties');
		expect(faultsOf({...snapshot, servers: undefined})).not.toBe('');
		expect(faultsOf({...snapshot, observed_at: 'yesterday'})).toContain('must match format "date-time"');
		expect(isTaken({...snapshot, format: 2})).toBe(false);
	});
});

describe('is kept by all that is printed', () => {
	test.each([0, 1, 6, 30, 60, 100, 185])('of the demo after %i s', seconds => {
		for (const view of ['overview', 'accounts', 'leafs', 'jetstream']) {
			const stage = demoStage(seconds, 80, 24, view);
			const snapshot = snapshotOf(stage.look());
			expect(faultsOf(snapshot)).toBe('');
			expect(isTaken(snapshot)).toBe(true);
			expect(faultsOfTables(stage)).toBe('');
		}
	});

	test.each(fixtureNames)('of %s', fixture => {
		const stage = recordingStage(fixture, 600, 80, 24);
		expect(faultsOf(snapshotOf(stage.look()))).toBe('');
		expect(faultsOfTables(stage, true)).toBe('');
	});

	test('when nothing is known', () => {
		const stage = new Stage(80, 24);
		expect(faultsOf(snapshotOf(stage.look()))).toBe('');
		expect(faultsOfTables(stage)).toBe('');
	});

	test('with some columns only', () => {
		const table = tables.find(({name}) => name === 'servers');
		if (table === undefined) throw new Error('there are no servers');
		const told = rowsJson(demoStage(60, 80, 24).look(), {table, columns: ['server', 'conns'], isWaiting: false});
		expect(faultsOf(told)).toBe('');
		expect(told['rows']).toContainEqual({server: 'w2', conns: 211, caveats: {conns: 'last_known'}});
	});
});
