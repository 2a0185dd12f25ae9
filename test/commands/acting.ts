// A person at the program who may command something: a stage whose commands are answered at once by a simulated system,
// or by made servers.
import {pingPoll, whoAmIPoll} from '../../source/asking/base-polls.ts';
import type {Command} from '../../source/commands/command.ts';
import type {Outcome} from '../../source/core/outcome.ts';
import type {Message} from '../../source/wire/message.ts';
import {createModel, type Model} from '../../source/model/model.ts';
import type {Request} from '../../source/requests/request.ts';
import {createSystem, type SimulatedSystem} from '../../source/sources/simulate/system.ts';
import {type Fields, linkUp, MadeServer, noon} from '../events/made-server.ts';
import {replay} from '../helpers/replay.ts';
import {demoStage, Stage, startAt} from '../views/stage.ts';

export type ActingOptions = {
	readonly view: string;
	/** Gives what arrives within some milliseconds after a request, itself included. */
	readonly answer: (request: Request, at: number) => readonly Message[];
	/** Files by their paths. */
	readonly files?: Readonly<Record<string, string>>;
};

export class Acting extends Stage {
	/** Everything that was sent for a command. */
	readonly sent: Request[] = [];
	readonly #answer: ActingOptions['answer'];

	constructor(columns: number, rows: number, model: Model, now: number, {view, answer, files = {}}: ActingOptions) {
		super(columns, rows, view, {
			model,
			allowsCommands: true,
			readFile(path) {
				const text = files[path];
				if (text === undefined) throw new Error(`cannot read ${path}: no such file`);
				return text;
			},
		});
		this.#answer = answer;
		this.passTo(now);
	}

	get command(): Command | undefined {
		return this.core.look().command;
	}

	/** Only what a command asks is answered: what is asked all the time would move the numbers. */
	protected override act(outcome: Outcome): void {
		super.act(outcome);
		const polls = [pingPoll, whoAmIPoll, ...(this.drawn?.polls ?? [])].map(({request}) => request.subject);
		for (const request of outcome.requests.filter(({subject}) => !polls.includes(subject))) {
			this.sent.push(request);
			this.hear(this.#answer(request, this.now));
		}
	}
}

/** The demo, in which the servers do what they are asked. */
export function actingInDemo(seconds: number, columns: number, rows: number, view: string): Acting {
	const {model, now} = demoStage(seconds, columns, rows, view);
	let asked = 0;
	let running: SimulatedSystem | undefined;
	// Most are never asked for anything.
	const system = (): SimulatedSystem => {
		if (running === undefined) {
			running = createSystem({seed: 7, startAt});
			running.advance(now);
		}
		return running;
	};
	return new Acting(columns, rows, model, now, {
		view,
		answer(request, at) {
			// Each has its moment, so that none is answered before the one that led to it.
			const then = Math.max(at, now + asked++ * 100);
			const messages = [...system().ask(request, then), ...system().advance(then + 99)];
			return messages.filter(({subject}) => subject === request.subject || subject.endsWith(`.${request.subject}`));
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
