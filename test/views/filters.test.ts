import {describe, expect, test} from 'vitest';
import type {ConnectionEvent} from '../../source/model/journal-entry.ts';
import {entriesOf} from '../../source/model/journal.ts';
import {lines} from './read-screen.ts';
import {demoStage} from './stage.ts';

describe('filters', () => {
	const narrowed = (view: string, filter: string): string => {
		const stage = demoStage(60, 200, 50, view).press('/').type(filter).press('enter');
		return /(\d+|[\d,]+) of [\d,]+/.exec(lines(stage)[5] ?? '')?.[0] ?? '';
	};

	test.each([
		['servers', 'w', '3 of 6'],
		['servers', '!east', '3 of 6'],
		['servers', 'cluster:west state:silent', '1 of 6'],
		['servers', 'conns>250', '2 of 6'],
		['servers', 'conns>0.25k cpu<50', '2 of 6'],
		['servers', 'version:2.14', '1 of 6'],
		['servers', 'age>10', '1 of 6'],
		['servers', 'rtt>10', '2 of 6'],
		['servers', 'bytes-in>5M', '3 of 6'],
		['auth-errors', 'user:svc-billing host:10.2.8.2', '1 of 4'],
		['auth-errors', 'reason:authentication !billing', '2 of 4'],
		['auth-errors', 'minute>100', '2 of 4'],
		['accounts', 'connects>100', '2 of 6'],
		['accounts', '!acc:$G !acc:SYS', '4 of 6'],
	])('%s: %s', (view, filter, expected) => {
		expect(narrowed(view, filter)).toBe(expected);
	});
});

describe('filters of connects', () => {
	const {model} = demoStage(60, 200, 50, 'connects');
	const all = [...entriesOf(model.journals.connections)].map(([, {event}]) => event);
	const lived = ({startedAt = Number.NaN, stoppedAt = Number.NaN}: ConnectionEvent): number => stoppedAt - startedAt;

	const cases: readonly (readonly [string, (event: ConnectionEvent) => boolean])[] = [
		['acc:IOT reason:"read error"', ({accountName, reason}) => accountName === 'IOT' && reason === 'Read Error'],
		['!acc:ORDERS lived<1', event => event.accountName !== 'ORDERS' && lived(event) < 1000],
		['name:orders lived<1', event => event.name.includes('orders') && lived(event) < 1000],
		['server:=n1', ({serverName}) => serverName === 'n1'],
		['name:=orders-svc', ({name}) => name === 'orders-svc'],
		['user:ops server:n1', ({user, serverName}) => user === 'ops' && serverName === 'n1'],
		['kind:leaf', ({connectionKind}) => connectionKind === 'Leafnode'],
		['kind:mqtt !reason:closed', ({clientType, reason}) => clientType === 'mqtt' && reason !== 'Client Closed'],
		['host:10.2.3.', ({host}) => host.startsWith('10.2.3.')],
		['sent>100k', ({sent}) => (sent?.bytes ?? 0) > 100_000],
		['zähler', ({name}) => name.startsWith('Zähler')],
	];

	test.each(cases)('%s', (filter, holds) => {
		const expected = all.filter(holds).length;
		const stage = demoStage(60, 200, 50, 'connects').press('/').type(filter).press('enter');
		expect(lines(stage)[5]).toContain(` ${expected} of ${all.length} `);
		expect(stage.draw().shown.pane?.rows).toBe(expected);
	});
});
