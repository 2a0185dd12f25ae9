// A person at the program who may command something: a stage whose changes are answered at once by a simulated system, or
// by made servers.
import {beginCommand} from '../../source/commands/catalogue.ts';
import type {Command, Stepped} from '../../source/commands/command.ts';
import type {Message} from '../../source/wire/message.ts';
import {createModel, type Model} from '../../source/model/model.ts';
import type {Request} from '../../source/requests/request.ts';
import {createSystem} from '../../source/sources/simulate/system.ts';
import {settled} from '../../source/ui/settled.ts';
import {createUi} from '../../source/ui/ui.ts';
import type {Look} from '../../source/views/look.ts';
import type {Drawn} from '../../source/views/screen-of.ts';
import {type Fields, linkUp, MadeServer, noon} from '../events/made-server.ts';
import {replay} from '../helpers/replay.ts';
import {demoStage, Stage, startAt} from '../views/stage.ts';

export type ActingOptions = {
	readonly view: string;
	/** Gives what arrives within some milliseconds after a question, itself included. */
	readonly answer: (question: Request, at: number) => readonly Message[];
	/** Files by their paths. */
	readonly files?: Readonly<Record<string, string>>;
};

export class Acting extends Stage {
	command: Command | undefined;
	/** Everything that was sent for a command. */
	readonly sent: Request[] = [];
	readonly #options: ActingOptions;

	constructor(columns: number, rows: number, model: Model, now: number, options: ActingOptions) {
		super(columns, rows, options.view, model);
		this.ui = createUi(options.view, true);
		this.now = now;
		this.#options = options;
	}

	override look(): Look {
		return this.command === undefined ? super.look() : {...super.look(), command: this.command};
	}

	override draw(): Drawn {
		const drawn = super.draw();
		this.ui = settled(this.ui, [], drawn.shown.command);
		return drawn;
	}

	#goOn({command, asks}: Stepped): void {
		this.command = command;
		for (const ask of asks) {
			this.sent.push(ask);
			for (const message of this.#options.answer(ask, this.now)) {
				this.hear([message]);
				if (this.command !== undefined) this.#goOn(this.command.step({kind: 'message', message}));
			}
		}
	}

	override press(...names: readonly string[]): this {
		for (const name of names) {
			const before = this.effects.length;
			super.press(name);
			for (const effect of this.effects.slice(before)) {
				if (effect.kind === 'begin command') {
					const text = this.#options.files?.[effect.file];
					const unreadable = effect.file !== '' && text === undefined ? `cannot read ${effect.file}: no such file` : '';
					const {file} = effect;
					const context = {now: this.now, utc: true, isSigned: () => true, file, fileText: text ?? '', unreadable};
					this.#goOn(beginCommand(this.own().model, effect.target, context));
				} else if (effect.kind === 'confirm command' && this.command !== undefined) {
					this.#goOn(this.command.step({kind: 'confirm', text: effect.text, now: this.now}));
				}
			}
			if (!this.ui.layers.some(({kind}) => kind === 'command')) this.command = undefined;
		}
		return this;
	}
}

/** The demo, in which the servers do what they are asked. */
export function actingInDemo(seconds: number, columns: number, rows: number, view: string): Acting {
	const {model, now} = demoStage(seconds, columns, rows, view);
	const system = createSystem({seed: 7, startAt});
	system.advance(now);
	let asked = 0;
	return new Acting(columns, rows, model, now, {
		view,
		answer(question, at) {
			// Each has its moment, so that none is answered before the one that led to it.
			const then = Math.max(at, now + asked++ * 100);
			const messages = [...system.ask(question, then), ...system.advance(then + 99)];
			return messages.filter(({subject}) => subject === question.subject || subject.endsWith(`.${question.subject}`));
		},
	});
}

/** Moves up to the first connection that is open. */
export function onOpenConnection(stage: Acting): Acting {
	for (let tries = 0; tries < 40; tries++) {
		const possible = stage.draw().shown.commands?.kick;
		if (possible !== undefined && 'target' in possible) return stage;
		stage.press('up');
	}
	throw new Error('nobody is connected');
}

const account = `ACME${'A'.repeat(52)}`;
const operator = `OPERATOR${'O'.repeat(48)}`;
const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function claims(id: string, issuedAt: number, limits: Fields): Fields {
	const all = {conn: -1, leaf: -1, subs: -1, payload: -1, data: -1, imports: -1, exports: -1, ...limits};
	return {
		jti: id,
		iat: issuedAt / 1000,
		iss: operator,
		sub: account,
		name: 'acme',
		nats: {type: 'account', limits: all},
	};
}

const live = claims('OLDCLAIMS', noon - 86_400_000, {conn: 100});

/** Three servers of an operator, of which the last has not the account in use, and claims in a file. */
export function actingForOperator(columns: number, rows: number, limits: Fields = {}): Acting {
	const newLimits = {conn: 250, subs: 10_000, mem_storage: 64 * 1024 ** 2, ...limits};
	const fresh = claims('NEWCLAIMS', noon - 60_000, newLimits);
	const servers = ['n1', 'n2', 'n3'].map(name => new MadeServer(name));
	const known = replay(
		[
			linkUp(noon),
			...servers.map(server => server.heartbeat(noon, {active_servers: 3})),
			...servers.slice(0, 2).map(server => server.share(noon, account, {name: 'acme', conns: 40})),
		],
		{model: createModel()},
	);
	let isPushed = false;
	const bodyOf = (subject: string, name: string): Fields => {
		if (subject.endsWith('.VARZ')) {
			return {
				data: {server_id: servers[0]?.id, trusted_operators_claim: [{sub: operator, name: 'acme-ops', nats: {}}]},
			};
		}
		if (subject.endsWith('.UPDATE')) {
			isPushed = true;
			const message = name === 'n3' ? 'jwt update skipped' : 'jwt updated';
			return {data: {account, code: 200, message}};
		}
		if (name === 'n3') return {error: {code: 500, description: `Account ${account} does not exist`}};
		return {data: {account_name: account, decoded_jwt: isPushed ? fresh : live}};
	};
	return new Acting(columns, rows, known, noon, {
		view: 'accounts',
		files: {'acme.jwt': `${part({typ: 'JWT', alg: 'ed25519-nkey'})}.${part(fresh)}.c2lnbmF0dXJl`},
		answer: ({subject, body}, at) => [
			{at, subject, text: body},
			...servers
				.filter(({name}) => name === 'n1' || !subject.endsWith('.VARZ'))
				.map((server, index) => server.message(at + index + 1, `_INBOX.t.${subject}`, bodyOf(subject, server.name))),
		],
	});
}
