// A person at the demo while it goes on: everything that is asked is answered, and each second is seen.
import type {Request} from '../../source/requests/request.ts';
import {createSystem} from '../../source/sources/simulate/system.ts';
import {Stage, startAt} from './stage.ts';

export class LiveDemo extends Stage {
	readonly #system;
	#second = 0;

	constructor(columns: number, rows: number, view: string, servers?: number, allowsCommands = false) {
		super(columns, rows, view, {allowsCommands});
		this.#system = createSystem({seed: 7, startAt, ...(servers === undefined ? {} : {servers})});
		this.draw();
		this.hear(this.#system.advance(startAt));
		this.#answer();
	}

	#answer(): void {
		for (const request of this.requests.splice(0)) this.hear(this.#system.ask(request, this.now));
	}

	/** Whatever was asked last. */
	readonly asked: Request[] = [];

	/** Lets seconds pass, with a quarter of one more, so that answers are there. */
	wait(seconds: number): this {
		const until = this.#second + seconds;
		while (this.#second < until) {
			this.#second++;
			const at = startAt + this.#second * 1000;
			this.hear(this.#system.advance(at)).passTo(at);
			this.draw();
			this.asked.push(...this.requests);
			this.#answer();
		}
		const end = startAt + this.#second * 1000 + 250;
		this.hear(this.#system.advance(end)).passTo(end);
		this.draw();
		return this;
	}

	override press(...names: readonly string[]): this {
		for (const name of names) {
			super.press(name);
			this.asked.push(...this.requests);
			this.#answer();
		}
		return this;
	}
}
