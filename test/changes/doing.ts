// A person who changes something on real servers, without the screen: the live source, the model it fills, and one
// change in progress at a time.
import {beginChange} from '../../source/changes/catalogue.ts';
import type {Change, Stage, Stepped} from '../../source/changes/change.ts';
import type {ChangeTarget} from '../../source/changes/target.ts';
import {isSignedByIssuer} from '../../source/connection/token-signature.ts';
import type {Message} from '../../source/message.ts';
import {entriesOf} from '../../source/model/journal.ts';
import {createModel, type Model} from '../../source/model/model.ts';
import type {Server} from '../../source/model/server.ts';
import {tick} from '../../source/model/tick.ts';
import {natsSource} from '../../source/sources/nats.ts';
import type {Source} from '../../source/sources/source.ts';
import {takeIn} from '../../source/take-in.ts';
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
	readonly model: Model = createModel();
	readonly messages: Message[] = [];
	readonly source: Source;
	change: Change | undefined;
	readonly stages: Stage[] = [];
	readonly #waiting = new Set<() => void>();

	constructor(source: Source) {
		this.source = source;
	}

	hear(message: Message): void {
		this.messages.push(message);
		takeIn(this.model, message);
		if (this.change !== undefined) this.#goOn(this.change.step({kind: 'message', message}));
		for (const wake of this.#waiting) wake();
	}

	#goOn({change, asks}: Stepped): void {
		if (this.change?.stage !== change.stage) this.stages.push(change.stage);
		this.change = change;
		for (const ask of asks) this.source.ask(ask);
	}

	/** Waits until something is so; time passes meanwhile. */
	async until<Found>(what: string, find: () => Found | undefined | false): Promise<Found> {
		const end = Date.now() + deadlineMs;
		for (;;) {
			tick(this.model, Date.now());
			if (this.change !== undefined) this.#goOn(this.change.step({kind: 'tick', now: Date.now()}));
			const found = find();
			if (found !== undefined && found !== false) return found;
			if (Date.now() > end) throw new Error(`waited in vain for ${what}: ${JSON.stringify(this.change)}`);
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
	async begin(target: ChangeTarget, fileText = ''): Promise<Change> {
		const surroundings = {now: Date.now(), utc: true, isSigned: isSignedByIssuer, file: 'new.jwt', fileText};
		this.change = undefined;
		this.stages.length = 0;
		this.#goOn(beginChange(this.model, target, surroundings));
		return this.stage('ready', 'refused');
	}

	async stage(...stages: readonly Stage[]): Promise<Change> {
		return this.until(stages.join(' or '), () => {
			const {change} = this;
			return change !== undefined && stages.includes(change.stage) ? change : undefined;
		});
	}

	/** Types a text, without waiting for anything. */
	type(text: string): void {
		if (this.change === undefined) throw new Error('nothing is to be confirmed');
		this.#goOn(this.change.step({kind: 'confirm', text, now: Date.now()}));
	}

	/** Types what is to be typed, and waits for the end. */
	async confirm(): Promise<Change> {
		this.type(this.change?.confirmation?.text ?? '');
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
		return [...entriesOf(this.model.journals.notables)].flatMap(([, entry]) =>
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

/** What a change shows under a name. */
export function valueOf(change: Change, name: string): string | undefined {
	return change.parts.flatMap(({facts}) => facts).find(fact => fact.name === name)?.value;
}
