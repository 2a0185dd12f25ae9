// `npm run readme`: writes into README.md and docs/ what the program knows of itself, between `<!-- name -->` and
// `<!-- /name -->`.
import {readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {bindings} from '../../source/ui/bindings.ts';
import {firstFields, senderFields} from '../../source/output/events/event-form.ts';
import {eventForms} from '../../source/output/events/event-forms.ts';
import {snapshotOf} from '../../source/output/snapshot.ts';
import {checkExitCodes, exitCodes} from '../../source/options/exit-codes.ts';
import {tables} from '../../source/output/tables.ts';
import {scenarios} from '../../source/sources/simulate/scenarios/catalogue.ts';
import {root} from '../../source/package/bundle-state.ts';
import {demoStage} from '../views/stage.ts';

function inCode(words: readonly string[]): string {
	return words.map(word => `\`${word}\``).join(' ');
}

function keys(): string {
	const rows = bindings.map(({label, help}) => `| ${inCode(label.split(' '))} | ${help} |`);
	return ['| keys | what they do |', '|--|--|', ...rows].join('\n');
}

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(value: unknown): Fields | undefined {
	if (Array.isArray(value)) return fieldsOf(value[0]);
	return typeof value === 'object' && value !== null ? (value as Fields) : undefined;
}

/** The names of a snapshot of the demo in the middle of its incidents, where there is one of everything. */
function json(): string {
	const snapshot = snapshotOf(demoStage(60, 80, 24, 'accounts').look());
	const rows = Object.entries(snapshot).flatMap(([name, value]) => {
		const fields = fieldsOf(value);
		const place = Array.isArray(value) ? `.${name}[]` : `.${name}`;
		return fields === undefined ? [] : [`| \`${place}\` | ${inCode(Object.keys(fields))} |`];
	});
	return ['| where | names |', '|--|--|', `| \`.\` | ${inCode(Object.keys(snapshot))} |`, ...rows].join('\n');
}

function scenarioTable(): string {
	const rows = scenarios.map(({name, story}) => `| \`${name}\` | ${story} |`);
	return ['| `--demo` | what happens |', '|--|--|', ...rows].join('\n');
}

function tableOfTables(): string {
	const rows = tables.map(
		({name, about, fields}) => `| \`${name}\` | ${about} | ${inCode(fields.map(({id}) => id))} |`,
	);
	return ['| table | a row is | columns |', '|--|--|--|', ...rows].join('\n');
}

function tableOfEvents(): string {
	const common = new Set(senderFields);
	const rows = eventForms.map(({kind, about, fields}) => {
		const isOfServer = senderFields.every(field => fields.includes(field));
		const own = fields.filter(field => !isOfServer || !common.has(field)).map(({id}) => id);
		return `| \`${kind}\` | ${about} | ${isOfServer ? '… ' : ''}${inCode(own)} |`.replace(/ +\|$/, ' |');
	});
	const first = [...firstFields, ...senderFields].map(({id}) => id);
	return ['| kind | what it is | its own names |', '|--|--|--|', ...rows, '', `…: ${inCode(first)}`].join('\n');
}

function exitCodeTable(): string {
	const rows = [
		...exitCodes.map(({code, meaning}) => `| ${code} | ${meaning} |`),
		...checkExitCodes.map(({code, meaning}) => `| ${code} with \`--check\` | ${meaning} |`),
	];
	return ['| exit code | |', '|--|--|', ...rows].join('\n');
}

/** The tables that each text has, by the names of their markers. */
const parts: Readonly<Record<string, Readonly<Record<string, () => string>>>> = {
	'README.md': {scenarios: scenarioTable, keys},
	'docs/scripts.md': {tables: tableOfTables, events: tableOfEvents, 'exit-codes': exitCodeTable, json},
};

/** The texts that have such tables, as paths in the project. */
export const documents = Object.keys(parts);

export function read(document: string): string {
	return readFileSync(path.join(root, document), 'utf8');
}

/** The text with everything between its markers as it is now. Throws an error that names a marker that is missing. */
export function withParts(document: string, before: string): string {
	let text = before;
	for (const [name, part] of Object.entries(parts[document] ?? {})) {
		const between = new RegExp(`(<!-- ${name} -->\n)[\\s\\S]*?(<!-- /${name} -->)`);
		if (!between.test(text)) throw new Error(`${document} has no <!-- ${name} --> … <!-- /${name} -->`);
		const now = part();
		text = text.replace(between, (_all, begin: string, end: string) => `${begin}${now}\n${end}`);
	}
	return text;
}

if (import.meta.main) {
	for (const document of documents) {
		writeFileSync(path.join(root, document), withParts(document, read(document)));
	}
}
