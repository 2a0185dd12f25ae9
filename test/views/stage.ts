// A person at the program, without clock, terminal or source: messages come in, time passes, keys are pressed, and the
// screen is read. Does by hand what the runtime does by timers.
import {type Asking, createAsking, dueAsks, firstAsks} from '../../source/asking/asking.ts';
import {problemsOf} from '../../source/insight/catalogue.ts';
import {actionFor} from '../../source/ui/action-for.ts';
import {linkSubject, type Message} from '../../source/wire/message.ts';
import {keyframeOf} from '../../source/model/keyframe.ts';
import {createModel, type Model} from '../../source/model/model.ts';
import {tick} from '../../source/model/tick.ts';
import {type Screen, textOf} from '../../source/screen/screen.ts';
import {createSystem} from '../../source/sources/simulate/system.ts';
import type {Ask} from '../../source/sources/source.ts';
import {ingest} from '../../source/core/ingest.ts';
import type {Effect} from '../../source/ui/action.ts';
import {settled} from '../../source/ui/settled.ts';
import {createUi, type Ui} from '../../source/ui/ui.ts';
import {update} from '../../source/ui/update.ts';
import type {ContextChoice, Look} from '../../source/views/look.ts';
import {type Drawn, screenOf} from '../../source/views/screen-of.ts';
import {messagesOf} from '../helpers/replay.ts';

/** The demo begins at noon, UTC. */
export const startAt = Date.UTC(2026, 10, 23, 12);

/** Grows with what is new; only the difference of two counts matters. */
function heard(model: Model): number {
	const {tallies, journals} = model;
	return tallies.connects.total + tallies.disconnects.total + tallies.refusals.total + journals.notices.added;
}

export class Stage {
	/** Shared with other stages until something happens on this one. */
	model: Model;
	readonly effects: Effect[] = [];
	/** Everything that was taken in. */
	readonly messages: Message[] = [];
	readonly asking: Asking = createAsking();
	ui: Ui;
	columns: number;
	rows: number;
	label = 'demo';
	contexts: readonly ContextChoice[] = [];
	terminalBytesPerSecond: number | undefined = 1234;
	/** The clock on the wall. */
	now = 0;
	drawn: Drawn | undefined;
	#frozen: {model: Model; heard: number} | undefined;
	#isShared: boolean;

	constructor(columns: number, rows: number, view = 'overview', shared?: Model) {
		this.model = shared ?? createModel();
		this.#isShared = shared !== undefined;
		this.ui = createUi(view);
		this.columns = columns;
		this.rows = rows;
	}

	/** Has a model of its own from now on. */
	own(): this {
		if (this.#isShared) this.model = keyframeOf(this.model);
		this.#isShared = false;
		return this;
	}

	/** Takes messages in, with a tick at every whole second between them. */
	hear(messages: readonly Message[]): this {
		for (const message of messages) {
			this.passTo(message.at);
			ingest(this.own().model, message);
			this.messages.push(message);
		}
		return this;
	}

	/** Lets time pass to an epoch millisecond. */
	passTo(at: number): this {
		if (this.now === 0) this.now = at;
		while (Math.floor(this.now / 1000) < Math.floor(at / 1000)) {
			this.now = (Math.floor(this.now / 1000) + 1) * 1000;
			tick(this.own().model, this.now);
		}
		this.now = Math.max(this.now, at);
		return this;
	}

	look(): Look {
		const model = this.#frozen?.model ?? this.model;
		return {
			model,
			link: this.model.link,
			ui: this.ui,
			problems: problemsOf(model),
			label: this.label,
			contexts: this.contexts,
			utc: true,
			terminalBytesPerSecond: this.terminalBytesPerSecond,
			now: this.now,
			missedWhileFrozen: this.#frozen === undefined ? 0 : heard(this.model) - this.#frozen.heard,
		};
	}

	draw(): Drawn {
		this.drawn = screenOf(this.look(), this.columns, this.rows);
		this.ui = settled(this.ui, this.drawn.panes);
		return this.drawn;
	}

	/** Presses keys one after the other, each on the picture the one before has left. */
	press(...names: readonly string[]): this {
		for (const name of names) {
			const {shown} = this.draw();
			const updated = update(this.ui, actionFor(name, this.ui, shown), shown, this.now);
			this.ui = updated.ui;
			this.effects.push(...updated.effects);
			for (const {kind} of updated.effects) {
				if (kind === 'freeze') this.#frozen = {model: keyframeOf(this.model), heard: heard(this.model)};
				if (kind === 'thaw') this.#frozen = undefined;
			}
		}
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
	const stage = new Stage(columns, rows, view);
	stage.label = fixture;
	const messages = messagesOf(fixture);
	const from = messages[0]?.at ?? 0;
	const until = from + seconds * 1000;
	const up = JSON.stringify({state: 'up', address: '127.0.0.1:4222', serverId: '', serverName: '', cid: 7});
	stage.hear([{at: from, subject: linkSubject, text: up}]);
	return stage.hear(messages.filter(({at, subject}) => at <= until && subject !== '(action)')).passTo(until);
}

/** The demo as it runs, asked as the program asks; one that is told as far as somebody wanted to know. */
class Demo {
	readonly stage: Stage;
	readonly system = createSystem({seed: 7, startAt});
	readonly moments = new Map<number, {readonly model: Model; readonly now: number; readonly messages: number}>();
	second = 0;

	constructor(view: string) {
		this.stage = new Stage(80, 24, view);
		this.stage.hear(this.system.advance(startAt));
		this.ask(startAt, firstAsks(this.stage.asking, startAt));
	}

	ask(at: number, asks: readonly Ask[]): void {
		for (const one of asks) this.stage.hear(this.system.ask(one, at));
	}

	/** To a quarter of a second after `seconds`, and notes how it is then. */
	runTo(seconds: number): void {
		const {stage, system} = this;
		while (this.second < seconds) {
			this.second++;
			const at = startAt + this.second * 1000;
			stage.hear(system.advance(at)).passTo(at);
			const wants = this.second % 5 === 0 ? stage.draw().wants : [];
			this.ask(at, dueAsks(stage.asking, stage.model, wants, at));
		}
		const end = startAt + seconds * 1000 + 250;
		stage.hear(system.advance(end)).passTo(end);
		this.moments.set(seconds, {model: keyframeOf(stage.model), now: stage.now, messages: stage.messages.length});
	}
}

/** Moments that are looked at often, in seconds. */
const usual = [6, 15, 20, 30, 40, 45, 54, 60, 75, 100, 185];
const demos = new Map<string, Demo>();

/** The demo, asked as the program asks with this view open, a quarter of a second after `seconds`. */
export function demoStage(seconds: number, columns: number, rows: number, view = 'overview'): Stage {
	// Only one view asks for more.
	const key = view === 'accounts' ? view : 'overview';
	let demo = demos.get(key);
	if (demo === undefined || (demo.second > seconds && !demo.moments.has(seconds))) demo = new Demo(key);
	demos.set(key, demo);
	for (const moment of [...usual.filter(one => one < seconds), seconds]) {
		if (!demo.moments.has(moment)) demo.runTo(moment);
	}
	const moment = demo.moments.get(seconds);
	const stage = new Stage(columns, rows, view, moment?.model);
	stage.now = moment?.now ?? 0;
	stage.messages.push(...demo.stage.messages.slice(0, moment?.messages));
	return stage;
}
