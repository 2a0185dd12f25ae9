// A person who changes something on real servers, without the screen: the live source, and those parts of the core that
// keep the model and the command in progress.
import type {Command, Stage} from '../../source/commands/command.ts';
import type {CommandTarget} from '../../source/commands/command-target.ts';
import {isSignedByIssuer} from '../../source/connection/login/token-signature.ts';
import {createCommandInProgress} from '../../source/core/command-in-progress.ts';
import type {Outcome} from '../../source/core/outcome.ts';
import {createWatched} from '../../source/core/watched.ts';
import type {Message} from '../../source/wire/message.ts';
import {entriesOf} from '../../source/model/journal.ts';
import {createModel, type Model} from '../../source/model/model.ts';
import type {Server} from '../../source/model/server.ts';
import {natsSource} from '../../source/sources/nats/nats-source.ts';
import type {Source} from '../../source/sources/source.ts';
import {settingsOf} from '../connection/settings-of.ts';

const deadlineMs = 20_000;
const lookEveryMs = 20;

const all = new Set<Doing>();

/** Ends everything that was started here. */
export async function stopDoing(): Promise<void> {
	await Promise.all([...all].map(doing => doing.source.stop()));
	all.clear();
}

export class Doing {
	readonly messages: Message[] = [];
	readonly source: Source;
	readonly stages: Stage[] = [];
	readonly #watched = createWatched(createModel());
	readonly #commanding = createCommandInProgress(this.#watched.model, {isSigned: isSignedByIssuer}, true);
	readonly #waiting = new Set<() => void>();

	constructor(source: Source) {
		this.source = source;
	}

	get model(): Model {
		return this.#watched.model;
	}

	get command(): Command | undefined {
		return this.#commanding.current();
	}

	hear(message: Message): void {
		this.messages.push(message);
		this.#watched.hear(message, () => {});
		this.#act(this.#commanding.hear(message));
		for (const wake of this.#waiting) wake();
	}

	#act({requests}: Outcome): void {
		const {command} = this;
		if (command !== undefined && this.stages.at(-1) !== command.stage) this.stages.push(command.stage);
		for (const request of requests) this.source.ask(request);
	}

	/** Waits until something is so; time passes meanwhile. */
	async until<Found>(what: string, find: () => Found | undefined | false): Promise<Found> {
		const end = Date.now() + deadlineMs;
		for (;;) {
			const now = this.source.now();
			this.#watched.pass(now, () => {});
			this.#act(this.#commanding.tick(now));
			const found = find();
			if (found !== undefined && found !== false) return found;
			if (Date.now() > end) throw new Error(`waited in vain for ${what}: ${JSON.stringify(this.command)}`);
			await new Promise<void>(resolve => {
				const wake = (): void => {
					clearTimeout(timer);
					this.#waiting.delete(wake);
					resolve();
				};
				const timer = setTimeout(wake, lookEveryMs);
				this.#waiting.add(wake);
			});
		}
	}

	/** Begins, and gives what is shown before anything is typed. */
	async begin(target: CommandTarget, fileText = ''): Promise<Command> {
		this.stages.length = 0;
		const now = this.source.now();
		this.#act(this.#commanding.begin(target, 'new.jwt', now));
		this.#act(this.#commanding.fileRead('new.jwt', {text: fileText}, now));
		return this.stage('ready', 'refused');
	}

	async stage(...stages: readonly Stage[]): Promise<Command> {
		return this.until(stages.join(' or '), () => {
			const {command} = this;
			return command !== undefined && stages.includes(command.stage) ? command : undefined;
		});
	}

	/** Types a text, without waiting for anything. */
	type(text: string): void {
		if (this.command === undefined) throw new Error('nothing is to be confirmed');
		this.#act(this.#commanding.confirm(text, this.source.now()));
	}

	/** Types what is to be typed, and waits for the end. */
	async confirm(): Promise<Command> {
		this.type(this.command?.confirmation?.text ?? '');
		return this.stage('done', 'refused');
	}

	server(name: string): Server {
		const found = [...this.model.servers.values()].find(server => server.name === name);
		if (found === undefined) throw new Error(`${name} is not known`);
		return found;
	}

	/** What was asked so far, by the last words of its subject. */
	asked(ending: string): readonly Message[] {
		return this.messages.filter(({subject}) => subject.startsWith('$SYS.REQ.') && subject.endsWith(ending));
	}

	/** The newest events of a kind: who, and what. */
	told(kind: string): readonly string[] {
		return [...entriesOf(this.model.journals.notices)].flatMap(([, entry]) =>
			entry.kind === kind ? [`${entry.who}: ${entry.text}`] : [],
		);
	}
}

/** Watches as the command line says, once `servers` servers are known. */
export async function startDoing(commandLine: readonly string[], servers: number): Promise<Doing> {
	const doing = new Doing(natsSource(settingsOf(commandLine), {random: () => 0}));
	all.add(doing);
	await doing.source.start(message => doing.hear(message));
	doing.source.ask({subject: '$SYS.REQ.SERVER.PING', body: ''});
	await doing.until(`${servers} servers`, () => doing.model.servers.size >= servers);
	return doing;
}

/** What a command shows under a name. */
export function valueOf(command: Command, name: string): string | undefined {
	return command.parts.flatMap(({facts}) => facts).find(fact => fact.name === name)?.value;
}
