// A person at the program, without clock, terminal or source: messages come in, time passes, keys are pressed, and the
// screen is read. The core does it all; what is here only makes tests short.
import {type Core, type CoreSettings, createCore} from '../../source/core/core.ts';
import type {Outcome, OutsideEffect} from '../../source/core/outcome.ts';
import {copyOf, type Ledger} from '../../source/insight/ledger.ts';
import {keyframeOf} from '../../source/model/keyframe.ts';
import type {Model} from '../../source/model/model.ts';
import type {Request} from '../../source/requests/request.ts';
import {type Screen, textOf} from '../../source/screen/screen.ts';
import {createSystem} from '../../source/sources/simulate/system.ts';
import type {Ui} from '../../source/ui/ui.ts';
import type {ContextChoice, Look} from '../../source/views/look.ts';
import type {Drawn} from '../../source/views/screen-of.ts';
import {linkSubject, type Message} from '../../source/wire/message.ts';
import {messagesOf} from '../helpers/replay.ts';

/** The demo begins at noon, UTC. */
export const startAt = Date.UTC(2026, 10, 23, 12);

export type StageOptions = {
	readonly label?: string;
	/** What is known already; it stays as it is. */
	readonly model?: Model;
	readonly ledger?: Ledger;
	readonly allowsCommands?: boolean;
	/** The text of a file; throws when there is none. */
	readonly readFile?: (path: string) => string;
	/** The systems that are watched at once. */
	readonly systems?: CoreSettings['systems'];
};

export class Stage {
	readonly core: Core;
	readonly effects: OutsideEffect[] = [];
	/** Everything that was to be sent. */
	readonly requests: Request[] = [];
	/** Everything that was taken in. */
	readonly messages: Message[] = [];
	columns: number;
	rows: number;
	terminalBytesPerSecond: number | undefined = 1234;
	/** How late it is. */
	now: number;
	readonly #readFile: (path: string) => string;

	constructor(columns: number, rows: number, view = 'overview', options: StageOptions = {}) {
		const {label = 'demo', model, ledger, readFile = missing} = options;
		this.core = createCore({
			view,
			utc: true,
			label,
			...(model && {model: keyframeOf(model)}),
			...(ledger && {ledger: copyOf(ledger)}),
			...(options.systems && {systems: options.systems}),
			...(options.allowsCommands === true && {commands: {isSigned: () => true}}),
		});
		this.columns = columns;
		this.rows = rows;
		this.now = model?.now ?? 0;
		this.#readFile = readFile;
	}

	get model(): Model {
		return this.core.model;
	}

	get ui(): Ui {
		return this.core.ui();
	}

	set ui(ui: Ui) {
		this.core.changeUi(() => ui);
	}

	get drawn(): Drawn | undefined {
		return this.core.drawn();
	}

	set contexts(contexts: readonly ContextChoice[]) {
		this.core.contextsListed(contexts);
	}

	/** Does what has to be done outside of the core. */
	protected act({requests, effects}: Outcome): void {
		this.requests.push(...requests);
		for (const effect of effects) {
			this.effects.push(effect);
			if (effect.kind === 'read file') this.act(this.core.fileRead(effect.path, this.#read(effect.path), this.now));
		}
	}

	#read(path: string): {readonly text: string} | {readonly unreadable: string} {
		try {
			return {text: this.#readFile(path)};
		} catch (error) {
			return {unreadable: error instanceof Error ? error.message : String(error)};
		}
	}

	hear(messages: readonly Message[]): this {
		for (const message of messages) {
			this.now = Math.max(this.now, message.at);
			this.messages.push(message);
			this.act(this.core.hear(message));
		}
		return this;
	}

	/** Lets time pass to an epoch millisecond. */
	passTo(at: number): this {
		this.now = Math.max(this.now, at);
		this.act(this.core.pass(this.now));
		return this;
	}

	look(): Look {
		return {...this.core.look(), terminalBytesPerSecond: this.terminalBytesPerSecond};
	}

	draw(): Drawn {
		return this.core.draw(this.columns, this.rows, this.terminalBytesPerSecond);
	}

	/** Presses keys one after the other, each on the picture the one before has left. */
	press(...names: readonly string[]): this {
		for (const name of names) {
			this.draw();
			this.act(this.core.press(name, this.now));
		}
		return this;
	}

	/** Pastes a text, which is not typing it. */
	paste(text: string): this {
		this.draw();
		this.act(this.core.press({pasted: text}, this.now));
		return this;
	}

	/** Types a text into the filter or search line. */
	type(text: string): this {
		return this.press(...Array.from(text, character => (character === ' ' ? 'space' : character)));
	}

	screen(): Screen {
		return this.draw().screen;
	}

	/** The screen as text; blanks at the ends of lines do not show. */
	text(): string {
		return frameText(this.screen());
	}

	resize(columns: number, rows: number): this {
		this.columns = columns;
		this.rows = rows;
		return this;
	}
}

function missing(path: string): never {
	throw new Error(`cannot read ${path}: no such file`);
}

/** A screen as lines of plain text: the bar is told by `»` in the first cell, which is always blank. */
function frameText({lines}: Screen): string {
	return `${lines
		.map(line => {
			const text = textOf(line).trimEnd();
			return line.selected === true ? `»${text.slice(1)}` : text;
		})
		.join('\n')}\n`;
}

/** A recording of real servers, until `seconds` after its first message; on a link that has no name. */
export function recordingStage(
	fixture: string,
	seconds: number,
	columns: number,
	rows: number,
	view = 'overview',
): Stage {
	const stage = new Stage(columns, rows, view, {label: fixture});
	const messages = messagesOf(fixture);
	const from = messages[0]?.at ?? 0;
	const until = from + seconds * 1000;
	const up = JSON.stringify({state: 'up', address: '127.0.0.1:4222', serverId: '', serverName: '', cid: 7});
	stage.hear([{at: from, subject: linkSubject, text: up}]);
	return stage.hear(messages.filter(({at, subject}) => at <= until && subject !== '(action)')).passTo(until);
}

type Moment = {readonly model: Model; readonly ledger: Ledger; readonly now: number; readonly messages: number};

/** The demo as it runs: what the core asks is answered; one that is told as far as somebody wanted to know. */
class Demo extends Stage {
	readonly system = createSystem({seed: 7, startAt});
	readonly moments = new Map<number, Moment>();
	second = 0;

	constructor(view: string) {
		super(80, 24, view);
		// What is on the screen says what is asked.
		this.draw();
		this.hear(this.system.advance(startAt));
		this.#ask(startAt);
	}

	#ask(at: number): void {
		for (const request of this.requests.splice(0)) this.hear(this.system.ask(request, at));
	}

	/** To a quarter of a second after `seconds`, and notes how it is then. */
	runTo(seconds: number): void {
		while (this.second < seconds) {
			this.second++;
			const at = startAt + this.second * 1000;
			this.hear(this.system.advance(at)).passTo(at);
			this.#ask(at);
		}
		const end = startAt + seconds * 1000 + 250;
		this.hear(this.system.advance(end)).passTo(end);
		this.moments.set(seconds, {
			model: keyframeOf(this.model),
			ledger: this.core.ledger(),
			now: this.now,
			messages: this.messages.length,
		});
	}
}

/** Moments that are looked at often, in seconds. */
const usual = [6, 15, 20, 30, 40, 45, 54, 60, 75, 100, 185];
const demos = new Map<string, Demo>();

/** What is known of the demo, asked as the program asks with this view open, a quarter of a second after `seconds`. */
function demoMoment(seconds: number, view: string): Omit<Moment, 'messages'> & {messages: readonly Message[]} {
	// These views ask for more.
	const key = ['accounts', 'leafs', 'jetstream'].includes(view) ? view : 'overview';
	let demo = demos.get(key);
	if (demo === undefined || (demo.second > seconds && !demo.moments.has(seconds))) demo = new Demo(key);
	demos.set(key, demo);
	for (const moment of [...usual.filter(one => one < seconds), seconds]) {
		if (!demo.moments.has(moment)) demo.runTo(moment);
	}
	const moment = demo.moments.get(seconds);
	if (moment === undefined) throw new Error(`the demo was not told as far as ${seconds} s`);
	return {...moment, messages: demo.messages.slice(0, moment.messages)};
}

/** The demo, asked as the program asks with this view open, a quarter of a second after `seconds`. */
export function demoStage(
	seconds: number,
	columns: number,
	rows: number,
	view = 'overview',
	options: StageOptions = {},
): Stage {
	const {model, ledger, now, messages} = demoMoment(seconds, view);
	const stage = new Stage(columns, rows, view, {...options, model, ledger});
	stage.messages.push(...messages);
	return stage.passTo(now);
}
