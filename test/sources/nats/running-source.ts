// The live source at work: what it delivered, and waiting for what it will deliver.
import type {LinkReport, Message} from '../../../source/wire/message.ts';
import {type NatsSourceOptions, natsSource} from '../../../source/sources/nats/nats-source.ts';
import type {Source} from '../../../source/sources/source.ts';
import {settingsOf} from '../../connection/settings-of.ts';

const sources = new Set<Source>();

/** Ends all sources that were started here. */
export async function stopSources(): Promise<void> {
	await Promise.all([...sources].map(source => source.stop()));
	sources.clear();
}

export type RunningSource = Awaited<ReturnType<typeof run>>;

/** A running source and what it delivered. `deliver` sees each message before it is kept. */
export async function run(
	commandLine: string,
	options: NatsSourceOptions = {},
	deliver: (message: Message) => void = () => {},
) {
	const messages: Message[] = [];
	const waiting = new Set<() => void>();
	const source = natsSource(settingsOf(commandLine), {random: () => 0, ...options});
	sources.add(source);
	await source.start(message => {
		try {
			deliver(message);
		} finally {
			messages.push(message);
			for (const wake of waiting) wake();
		}
	});

	/** The first message from `since` on that passes; waits for it. */
	async function message(what: string, passes: (message: Message) => boolean, since = 0): Promise<Message> {
		const end = Date.now() + 30_000;
		for (;;) {
			const found = messages.slice(since).find(passes);
			if (found) return found;
			const left = end - Date.now();
			if (left <= 0) throw new Error(`nothing like ${what} came, but:\n${messages.map(inShort).join('\n')}`);
			await new Promise<void>(resolve => {
				const wake = () => {
					clearTimeout(timer);
					waiting.delete(wake);
					resolve();
				};
				const timer = setTimeout(wake, left);
				waiting.add(wake);
			});
		}
	}

	return {
		source,
		messages,
		message,
		subject: (subject: string, since = 0) => message(subject, each => each.subject === subject, since),
		/** Resolves when the server has taken in all subscriptions: an event before that is not for us. */
		async listening(): Promise<void> {
			const since = messages.length;
			source.ask({subject: '$SYS.REQ.USER.INFO', body: ''});
			await message('an answer', each => each.subject.endsWith('.$SYS.REQ.USER.INFO'), since + 1);
		},
		/** The first report about the link that has all these values. */
		async report(values: Partial<LinkReport>, since = 0): Promise<LinkReport> {
			const fits = (each: Message) =>
				Object.entries(values).every(([name, value]) => JSON.stringify(fieldOf(each, name)) === JSON.stringify(value));
			const found = await message(JSON.stringify(values), each => each.subject === '(link)' && fits(each), since);
			return JSON.parse(found.text);
		},
		reports: (): LinkReport[] => messages.filter(each => each.subject === '(link)').map(each => JSON.parse(each.text)),
	};
}

function fieldOf(message: Message, name: string): unknown {
	return JSON.parse(message.text)[name];
}

function inShort({subject, text}: Message): string {
	return `${subject} ${text.slice(0, 120)}`;
}
