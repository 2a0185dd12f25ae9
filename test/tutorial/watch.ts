// The program without its terminal, watching real servers: the source it connects with, the model it fills, and the
// text of its screens.
import type {Poll} from '../../source/asking/poll.ts';
import {createCore} from '../../source/core/core.ts';
import type {Model} from '../../source/model/model.ts';
import {textOnce} from '../../source/output/text.ts';
import {textOf} from '../../source/screen/screen.ts';
import type {Request} from '../../source/requests/request.ts';
import {natsSource} from '../../source/sources/nats/nats-source.ts';
import type {Target} from '../../source/ui/target.ts';
import {views} from '../../source/views/catalogue.ts';
import {helpPage} from '../../source/views/pages/help-page.ts';
import {pageOf} from '../../source/views/pages/page-of.ts';
import type {Message} from '../../source/wire/message.ts';
import {settingsOf} from '../connection/settings-of.ts';

const deadlineMs = 30_000;
const lookEveryMs = 50;
const columns = 200;

type Find<Found> = () => Found | undefined | false | Promise<Found | undefined | false>;

export type Watch = {
	readonly model: Model;
	/** All messages that were delivered, in the order of arrival. */
	readonly messages: readonly Message[];
	/** Resolves with what `find` returns as soon as it finds something; tries again at each message, for `waitMs` at most. */
	until<Found>(what: string, find: Find<Found>, waitMs?: number): Promise<Found>;
	ask(subject: string, body?: string): void;
	/** The same, for a request that the program makes. */
	send(request: Request): void;
	/** Resolves when the servers have processed what was sent before, the subscriptions at first. */
	settle(): Promise<void>;
	/** A view, as text. */
	text(view: string): string;
	/** A page, as text, and what is asked while it is open. */
	page(target: Target): {readonly text: string; readonly polls: readonly Poll[]};
	/** The help, as text. */
	help(): string;
	stop(): Promise<void>;
};

/** Connects as the command line says. @throws CannotStart */
export async function startWatch(commandLine: readonly string[]): Promise<Watch> {
	const core = createCore({view: 'overview', utc: true, label: 'test'});
	const {model} = core;
	const messages: Message[] = [];
	const waiting = new Set<() => void>();
	const source = natsSource(settingsOf(commandLine), {random: () => 0});
	await source.start(message => {
		messages.push(message);
		// What the core would ask is left to the test.
		core.hear(message);
		for (const wake of waiting) wake();
	});

	async function until<Found>(what: string, find: Find<Found>, waitMs = deadlineMs): Promise<Found> {
		const end = Date.now() + waitMs;
		for (;;) {
			core.pass(source.now());
			const found = await find();
			if (found !== undefined && found !== false) return found;
			if (Date.now() > end) throw new Error(`waited in vain for ${what}; last came\n${lastOf(messages)}`);
			await new Promise<void>(resolve => {
				const wake = (): void => {
					clearTimeout(timer);
					waiting.delete(wake);
					resolve();
				};
				const timer = setTimeout(wake, lookEveryMs);
				waiting.add(wake);
			});
		}
	}

	return {
		model,
		messages,
		until,
		ask: (subject, body = '') => source.ask({subject, body}),
		send: request => source.ask(request),
		async settle() {
			const since = messages.length;
			source.ask({subject: '$SYS.REQ.USER.INFO', body: ''});
			// Servers before 2.10 say that nobody is there, which is an answer too.
			await until('an answer', () => messages.slice(since).some(({subject}) => subject.startsWith('_INBOX.')));
		},
		text(view) {
			core.changeUi(ui => ({...ui, view}));
			return textOnce(core.look(), {columns, ascii: false});
		},
		page(target) {
			const {title, lines, polls = []} = pageOf(core.look(), target);
			return {text: [title, ...lines.map(textOf)].join('\n'), polls};
		},
		help() {
			const below = core.draw(columns, 50).shown;
			const {lines} = helpPage(core.look(), views, below);
			return lines.map(textOf).join('\n');
		},
		stop: () => source.stop(),
	};
}

function lastOf(messages: readonly Message[]): string {
	return messages
		.slice(-12)
		.map(({subject, text}) => `${subject} ${text.slice(0, 200)}`)
		.join('\n');
}
