// Columns of servers that say what goes in and out: rates, or totals since the server's start.
import type {Server} from '../../model/server.ts';
import type {Column} from '../../table/column.ts';
import type {Look} from '../look.ts';
import {numberWords} from './number-words.ts';
import {cell, liveCell, liveValue, nothing, sumCell} from './server-cells.ts';

type Flow = {
	readonly id: string;
	readonly title: string;
	readonly rank: number;
	readonly rate: (server: Server) => number | undefined;
	readonly total: (server: Server) => number | undefined;
	readonly unit: 'messages' | 'bytes';
};

const flows: readonly Flow[] = [
	{
		id: 'in',
		title: 'MSGS IN',
		rank: 4,
		rate: ({rates}) => rates?.messagesIn,
		total: ({stats}) => stats?.received.messages,
		unit: 'messages',
	},
	{
		id: 'out',
		title: 'OUT',
		rank: 5,
		rate: ({rates}) => rates?.messagesOut,
		total: ({stats}) => stats?.sent.messages,
		unit: 'messages',
	},
	{
		id: 'bytes-in',
		title: 'BYTES IN',
		rank: 10,
		rate: ({rates}) => rates?.bytesIn,
		total: ({stats}) => stats?.received.bytes,
		unit: 'bytes',
	},
	{
		id: 'bytes-out',
		title: 'OUT',
		rank: 11,
		rate: ({rates}) => rates?.bytesOut,
		total: ({stats}) => stats?.sent.bytes,
		unit: 'bytes',
	},
];

/** Room for a number in full, of all servers together. */
function fullWidth(unit: Flow['unit'], isTotal: boolean): number {
	if (!isTotal) return 14;
	return unit === 'bytes' ? 19 : 15;
}

export function trafficColumns({ui}: Look): readonly Column<Server>[] {
	const words = numberWords(ui);
	return flows.map(({id, title, rank, rate, total, unit}) => {
		const header = ui.totals ? title : `${title}/s`;
		const value = liveValue(ui.totals ? total : rate);
		const tell = unit === 'bytes' ? words.bytes : ui.totals ? words.count : words.rate;
		return {
			id,
			title: header,
			width: ui.rawUnits ? fullWidth(unit, ui.totals) : Math.max(7, header.length),
			align: 'right',
			rank,
			value,
			cell: liveCell(server => {
				const known = value(server);
				return known === undefined ? nothing : cell(tell(known));
			}),
			sum: sumCell(value, tell),
		};
	});
}
