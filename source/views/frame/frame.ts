// The lines around every view: whom we are connected to, the verdict, how reliable the numbers are, tabs and keys.
import {bytesInWords, count, rate} from '../../format/number.ts';
import {sparkline} from '../../format/sparkline.ts';
import {ageInWords, clock, duration, stopwatch} from '../../format/time.ts';
import {cut, widthOf} from '../../format/width.ts';
import {heardCounts} from '../../model/blind-spans.ts';
import {averagePerSecond, perSecond} from '../../model/tally.ts';
import {shownName} from '../../model/server-names.ts';
import type {Line, Span} from '../../screen/screen.ts';
import type {Shown} from '../../ui/shown.ts';
import type {View} from '../define-view.ts';
import {isListOfSystems, type Look, type Travelled} from '../look.ts';
import {divider} from './divider.ts';
import {footerLine} from './footer-line.ts';
import {justified} from './lines.ts';
import {downFor, isUnreached, loginInWords} from './link-words.ts';
import {listHead} from './list-head.ts';
import {notKept} from './not-kept.ts';
import {type Summary, summaryIn} from './summary.ts';
import {systemsLine} from './systems-line.ts';
import {tabsLine} from './tabs-line.ts';
import {timeBar} from './time-bar.ts';
import {verdictLine} from './verdict.ts';

function identityLine(look: Look, summary: Summary, width: number): Line {
	const {model, ui, label, goingTo = ''} = look;
	const {link} = model;
	const via = model.servers.get(link.serverId);
	const name = via === undefined ? link.serverName : shownName(model, via);
	const isTold = via === undefined || via.cluster === '' || name.startsWith(`${via.cluster}/`);
	const cluster = isTold ? '' : ` (${via.cluster})`;
	const parts = [
		goingTo === '' ? label : `${label} → ${goingTo}…`,
		look.link.state === 'ended' && look.travelled === undefined ? 'ended' : '',
		link.serverName === '' ? '' : `via ${name}${cluster}`,
		loginInWords(link),
	].filter(part => part !== '');
	const servers = isUnreached(link) ? '' : `${count(summary.speaking)}/${count(summary.expected)} servers`;
	const clusters =
		summary.clusters > 0 && width >= 90 ? ` · ${summary.clusters} cluster${summary.clusters === 1 ? '' : 's'}` : '';
	const short = summary.speaking < summary.expected;
	const time = `${clock(look.timeOfDay, look.utc)}${look.utc ? ' UTC' : ''}`;
	const when: Span =
		look.travelled === undefined
			? {text: `${time}${ui.frozenAt === undefined ? '' : ' ⏸'} `}
			: {text: ` ${whereInThePast(look.travelled)} · ${time} `, style: 'title'};
	const line = justified(
		[{text: ' nats-top-sys', style: 'accent'}, {text: '  '}, {text: parts.join(' · ')}],
		[
			link.state === 'down' ? {text: servers, style: 'dim'} : short ? {text: servers, style: 'warn'} : {text: servers},
			{text: `${clusters}   `},
			when,
		],
		width,
	);
	return look.accent === undefined ? line : {...line, accent: look.accent};
}

/** `BACK 2:14`; of a recording how far one is in it. */
function whereInThePast({at, from, now, isPlaying, isReplay, speed}: Travelled): string {
	const fast = speed === 1 ? '' : ` ${speed}×`;
	const playing = isPlaying ? ` ▶${fast}` : ' ⏸';
	if (isReplay) return `REPLAY ${stopwatch(at - from)} of ${stopwatch(now - from)}${playing}`;
	return `BACK ${stopwatch(now - at)}${isPlaying ? playing : ''}`;
}

function linkDownLine({link, now, utc}: Look, width: number): Line {
	const attempt = link.attempt > 0 ? `; try ${link.attempt}` : '';
	const trying = attempt === '' || link.trying === '' ? attempt : `${attempt} of ${link.trying}`;
	const facts = ` LINK DOWN ${downFor(link, now)}; numbers are from ${clock(link.since, utc)}`;
	const texts = [`${facts}; ${link.reason}${trying}`, `${facts}; ${link.reason}${attempt}`];
	const text = texts.find(words => widthOf(words) < width) ?? `${facts}; ${link.reason}`;
	return {spans: [{text: cut(text, width - 1), style: 'bad'}]};
}

/** From here on a number is old: a heartbeat and a bit. */
const oldestMs = 35_000;

function honestyLine(look: Look, summary: Summary, width: number): Line {
	const {model, terminalBytesPerSecond} = look;
	if (look.link.state === 'down') return linkDownLine(look, width);
	const events = heardCounts(model, model.tallies.messages, model.now - 1000, 60);
	const asks = averagePerSecond(model.tallies.asks, model.now);
	// What we cost the servers.
	const answers = averagePerSecond(model.tallies.answers, model.now);
	const via = model.servers.get(model.link.serverId);
	const oldestIsBad = summary.oldestMs !== undefined && summary.oldestMs > oldestMs;
	const parts: readonly (Span | undefined)[] = [
		{
			text: `messages ${rate(perSecond(model.tallies.messages, model.now, 5))}/s ${sparkline(events.slice(-Math.max(10, Math.min(60, width - 110))))}`,
		},
		{text: `newest ${ageInWords(summary.newestMs)}`},
		oldestIsBad
			? {text: `oldest ${ageInWords(summary.oldestMs)}`, style: 'warn'}
			: {text: `oldest ${ageInWords(summary.oldestMs)}`},
		coveragePart(summary),
		notKept(model),
		via?.roundTripMs === undefined ? undefined : {text: `rtt ${duration(via.roundTripMs)}`},
		terminalBytesPerSecond === undefined ? undefined : {text: `tty ${bytesInWords(terminalBytesPerSecond)}/s`},
		{text: `asks ${rate(asks)}/s, ${rate(answers)} answers/s`},
		model.misunderstood === 0 ? undefined : {text: `${count(model.misunderstood)} undecodable`, style: 'warn'},
	];
	const spans: Span[] = [{text: ' '}];
	let used = 1;
	// Where not all have room, what deserves distrust comes first.
	const known = parts.filter(part => part !== undefined);
	const doubts = known.filter(({style}) => style !== undefined);
	const isTight = known.reduce((sum, {text}) => sum + widthOf(text) + 3, 1) > width;
	for (const part of isTight ? [...doubts, ...known.filter(part => !doubts.includes(part))] : known) {
		const size = widthOf(part.text) + 3;
		if (used + size > width) break;
		spans.push(part.style === undefined ? {...part, style: 'dim'} : part, {text: '   '});
		used += size;
	}
	return {spans};
}

/** Whether the numbers deserve less trust than usual, and no silent server is the reason. */
function isDoubtful({model}: Look, summary: Summary): boolean {
	const isOld = (summary.oldestMs ?? 0) > oldestMs && summary.speaking === summary.expected;
	return isOld || coveragePart(summary) !== undefined || notKept(model) !== undefined;
}

/** In percent. Below this the gaps are mostly answers to other clients' requests, which are numbered too. */
const leastKnownCoverage = 90;
/** In percent. From here on the missing messages may still be on their way. */
const goodCoverage = 99;

/** Shown only when messages are known to be missing. */
function coveragePart({coverage}: Summary): Span | undefined {
	if (coverage === undefined || coverage < leastKnownCoverage || coverage >= goodCoverage) return undefined;
	return {text: `coverage ≥ ${(Math.floor(coverage * 10) / 10).toFixed(1)} %`, style: 'warn'};
}

export type Frame = {readonly above: readonly Line[]; readonly below: (shown: Shown) => readonly Line[]};

/** From this height on there is room for every line of the frame. */
const highFrom = 30;

/** The lines above a view and its tabs. On a low screen the honesty line is there where it has something to say. */
export function headLines(look: Look, width: number, height: number): readonly Line[] {
	if (isListOfSystems(look)) return listHead(look, width, height >= highFrom);
	const summary = summaryIn(look);
	const isDown = look.link.state === 'down';
	return [
		identityLine(look, summary, width),
		verdictLine(look, summary, width),
		...(height >= highFrom || isDown || isDoubtful(look, summary) ? [honestyLine(look, summary, width)] : []),
	];
}

export function frameOf(look: Look, views: readonly View[], width: number, height: number): Frame {
	const below = look.travelled === undefined ? divider(width) : timeBar(look.travelled, look.utc, width);
	const isList = isListOfSystems(look);
	const others = isList || look.systems === undefined ? [] : [systemsLine(look.systems, look.system, width)];
	const tabs = isList ? [] : [tabsLine(look, views, width)];
	return {
		above: [...headLines(look, width, height), ...others, ...tabs, below],
		below: shown => [...(height >= highFrom ? [divider(width)] : []), footerLine(look, shown, width)],
	};
}
