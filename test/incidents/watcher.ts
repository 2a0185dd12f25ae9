// The program as it watches an incident: the core and a connection to the servers, put together as the runtime does it,
// without a terminal. It notes when each problem first stood on the first screen and when it was over.
import {createCore} from '../../source/core/core.ts';
import type {Problem} from '../../source/insight/problem.ts';
import {createWatch} from '../../source/runtime/watch.ts';
import {natsSource} from '../../source/sources/nats/nats-source.ts';
import {textOf} from '../../source/screen/screen.ts';
import {redactText} from '../../source/recording/redact.ts';
import {openEnvelope} from '../../source/wire/envelope.ts';
import type {Message} from '../../source/wire/message.ts';
import type {Scene} from './incident.ts';
import {settingsOf} from '../connection/settings-of.ts';
import {recordingNothing} from '../helpers/recording-nothing.ts';

/** What was seen of one problem, milliseconds by the watcher's clock. */
export type Sighting = {
	readonly rule: string;
	readonly key: string;
	/** All words it had, one after the other, and when each was first said. */
	readonly texts: Map<string, number>;
	severity: Problem['severity'];
	readonly firstAt: number;
	overAt: number | undefined;
	/** Stood in the first screen at 80×24. */
	onFirstScreen: boolean;
};

export type Watcher = {
	readonly now: () => number;
	readonly sightings: () => readonly Sighting[];
	/** All messages so far, without secrets, a line of JSON each, as recordings are read in tests. */
	readonly recording: () => string;
	/** The first screen as it is now. */
	readonly screen: () => string;
	readonly stop: () => Promise<void>;
};

const lookEveryMs = 200;

function lineOf({at, subject, text, reply}: Message): string {
	const data = redactText(text, openEnvelope(text));
	return `${JSON.stringify({at, subject, data, ...(reply === undefined ? {} : {reply})})}\n`;
}

/** Begins to watch from this server; resolves when the first picture is complete. */
export async function watchFrom({
	watched,
	login = ['--user', 'sys', '--password', 'pw'],
	view = 'overview',
}: Pick<Scene, 'watched' | 'login' | 'view'>): Promise<Watcher> {
	const tape: Message[] = [];
	const source = natsSource(settingsOf(['-s', watched.url, ...login]), {
		now: () => performance.timeOrigin + performance.now(),
	});
	const core = createCore({view, utc: true, label: 'incident'});
	core.draw(80, 24);
	const watch = createWatch({source, core, recorder: recordingNothing(), setBackMs: () => 0, perform: () => {}});
	const seen = new Map<string, Sighting>();

	function look(): void {
		const {screen} = core.draw(80, 24);
		const [, verdict = ''] = screen.lines.map(textOf);
		const current = new Set<string>();
		for (const problem of core.look().problems) {
			const id = `${problem.rule}\n${problem.key}`;
			if (problem.overAt === undefined) current.add(id);
			const known = seen.get(id);
			if (known === undefined) {
				if (problem.overAt !== undefined) continue;
				seen.set(id, {
					rule: problem.rule,
					key: problem.key,
					texts: new Map([[`${problem.who} ${problem.text}`, source.now()]]),
					severity: problem.severity,
					firstAt: source.now(),
					overAt: undefined,
					onFirstScreen: verdict.includes(problem.who),
				});
			} else {
				const words = `${problem.who} ${problem.text}`;
				if (!known.texts.has(words)) known.texts.set(words, source.now());
				known.severity = problem.severity;
				known.onFirstScreen ||= verdict.includes(problem.who);
			}
		}
		for (const [id, sighting] of seen) {
			if (current.has(id)) sighting.overAt = undefined;
			else sighting.overAt ??= source.now();
		}
	}

	await source.start(message => {
		tape.push(message);
		watch.hear(message);
	});
	const timer = setInterval(() => {
		watch.second(() => {});
		look();
	}, lookEveryMs);
	while (core.model.completeAt === undefined) await new Promise(resolve => setTimeout(resolve, 50));
	return {
		now: () => source.now(),
		sightings: () => [...seen.values()],
		recording: () => tape.map(lineOf).join(''),
		screen: () => core.draw(80, 24).screen.lines.map(textOf).join('\n'),
		async stop() {
			clearInterval(timer);
			await watch.end();
		},
	};
}
