// Recordings of real servers as messages, and models made from messages while time passes.
import {readdirSync, readFileSync} from 'node:fs';
import {gunzipSync} from 'node:zlib';
import type {Message} from '../../source/wire/message.ts';
import {createModel, type Model} from '../../source/model/model.ts';
import {createWatched} from '../../source/core/watched.ts';
import {conclude} from '../../source/insight/conclude.ts';
import {createLedger, type Ledger} from '../../source/insight/ledger.ts';
import {isTrouble, type Problem} from '../../source/insight/problem.ts';
import {toldProblems} from '../../source/insight/told-problems.ts';

const folder = new URL('../fixtures/', import.meta.url);
const ending = '.ndjson';

/** Every recording, by name. */
export const fixtureNames: readonly string[] = readdirSync(folder)
	.filter(name => name.endsWith(ending))
	.map(name => name.slice(0, -ending.length))
	.sort();

type Line = {readonly at: number; readonly subject: string; readonly data: unknown; readonly reply?: string};

function messageOf(line: string): Message {
	const {at, subject, data, reply}: Line = JSON.parse(line);
	return {at, subject, text: typeof data === 'string' ? data : JSON.stringify(data), reply};
}

/** Every recording of an incident, by the name of the incident. */
export const incidentNames: readonly string[] = readdirSync(new URL('incidents/', folder))
	.filter(name => name.endsWith(`${ending}.gz`))
	.map(name => name.slice(0, -`${ending}.gz`.length))
	.sort();

function textOf(fixture: string): string {
	if (!fixture.startsWith('incidents/')) return readFileSync(new URL(fixture + ending, folder), 'utf8');
	return gunzipSync(readFileSync(new URL(`${fixture}${ending}.gz`, folder))).toString('utf8');
}

const read = new Map<string, readonly Message[]>();

/** The messages of a recording, of an incident `incidents/<name>`; what the recorder noted between them has the subject `(action)`. */
export function messagesOf(fixture: string): readonly Message[] {
	const known = read.get(fixture);
	if (known !== undefined) return known;
	const lines = textOf(fixture).trim().split('\n');
	const messages = lines.map(messageOf);
	read.set(fixture, messages);
	return messages;
}

export type ReplayOptions = {
	/** The model to continue with; a new one when absent. */
	readonly model?: Model;
	/** Called after each tick. */
	readonly afterTick?: (model: Model) => void;
};

const ledgers = new WeakMap<Model, Ledger>();

/** What was concluded of a model while time passed. */
export function ledgerOf(model: Model): Ledger {
	const known = ledgers.get(model);
	if (known !== undefined) return known;
	const ledger = createLedger();
	ledgers.set(model, ledger);
	return ledger;
}

/** What is told at the model's time: what lasts and what was over lately. */
export function toldOf(model: Model): readonly Problem[] {
	const ledger = ledgerOf(model);
	conclude(ledger, model);
	return toldProblems(ledger);
}

/** What lasts at the model's time and is more than news. */
export function troubleOf(model: Model): readonly Problem[] {
	return toldOf(model).filter(isTrouble);
}

/** Problems as one sentence each. */
export function sentencesOf(problems: readonly Problem[]): readonly string[] {
	return problems.map(({severity, rule, who, text}) => `${severity} ${rule}: ${who} ${text}`);
}

/** Lets time pass, with a tick at each whole second. */
export function passTo(model: Model, at: number, {afterTick = () => {}}: ReplayOptions = {}): void {
	createWatched(model, ledgerOf(model)).pass(at, () => afterTick(model));
}

/** Takes messages in, one after the other, while time passes as it did. */
export function replay(
	messages: readonly Message[],
	{model = createModel(), afterTick = () => {}}: ReplayOptions = {},
): Model {
	const watched = createWatched(model, ledgerOf(model));
	for (const message of messages) watched.hear(message, () => afterTick(model));
	return model;
}

/** The model after a recording. */
export function replayed(fixture: string, options: ReplayOptions = {}): Model {
	return replay(messagesOf(fixture), options);
}
