import {plainAscii} from '../format/plain-ascii.ts';
import {bindings} from '../ui/bindings.ts';
import {views} from '../views/catalogue.ts';
import {readsUnicode} from './printed.ts';

/** What `--help` says of views and keys; only it needs what makes such tables. */
export async function helpTables(): Promise<string> {
	const {smallTableText} = await import('../components/small-table.tsx');
	const named = views.map(({id, title, key}) => ({name: id, key, title}));
	const keys = bindings.map(({label, help}) => ({label, help}));
	const text = [
		'',
		'Views: the name for --view, and the key',
		smallTableText({rows: named, columns: ['name', 'key', 'title']}),
		'',
		'Keys',
		smallTableText({rows: keys, columns: ['label', 'help']}),
		'',
	].join('\n');
	return readsUnicode() ? text : text.split('\n').map(plainAscii).join('\n');
}
