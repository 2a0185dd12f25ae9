// What surrounds every view: who and where we are, the verdict in words, how far the numbers can be trusted, the tabs,
// and the keys.
import {bytesInWords, count, rate} from '../../format/number.ts';
import {shortKeys} from '../../format/short-key.ts';
import {sparkline} from '../../format/sparkline.ts';
import {ageInWords, clock, duration, stopwatch} from '../../format/time.ts';
import {cut, widthOf} from '../../format/width.ts';
import {viewKeys} from '../../ui/bindings.ts';
import {footerKeys} from '../../ui/footer-keys.ts';
import {heardCounts} from '../../model/blind-spans.ts';
import {perSecond, sumOver} from '../../model/tally.ts';
import type {Line, Span, Style} from '../../screen/screen.ts';
import {topLayer, type Ui} from '../../ui/ui.ts';
import type {Shown} from '../../ui/shown.ts';
import type {View} from '../define-view.ts';
import type {Look} from '../look.ts';
import {inOneLine} from './problems-in-one-line.ts';
import {type Summary, summaryOf} from './summary.ts';
import {typingLine} from './typing-line.ts';

/** How long a notice stays. */
const noticeMs = 2000;

/** Left and right parts on one line; the left one is shortened first. */
function justified(left: readonly Span[], right: readonly Span[], width: number): Line {
	const size = (spans: readonly Span[]): number => spans.reduce((sum, {text}) => sum + widthOf(text), 0);
	const room = width - size(right);
	const kept: Span[] = [];
	let used = 0;
	for (const part of left) {
		if (used >= room - 1) break;
		const text = cut(part.text, room - 1 - used);
		kept.push({...part, text});
		used += widthOf(text);
	}
	return {spans: [...kept, {text: ' '.repeat(Math.max(0, room - used))}, ...right]};
}

function identityLine(look: Look, summary: Summary, width: number): Line {
	const {model, ui, label, goingTo = ''} = look;
	const {link} = model;
	const via = model.servers.get(link.serverId);
	const cluster = via === undefined || via.cluster === '' ? '' : ` (${via.cluster})`;
	const parts = [
		goingTo === '' ? label : `${label} → ${goingTo}…`,
		look.link.state === 'ended' ? 'ended' : '',
		link.serverName === '' ? '' : `via ${link.serverName}${cluster}`,
		link.user === '' && link.account === '' ? '' : `${shortKeys(link.user)}@${shortKeys(link.account)}`,
	].filter(part => part !== '');
	const servers = `${count(summary.speaking)}/${count(summary.expected)} servers`;
	const clusters =
		summary.clusters > 0 && width >= 90 ? ` · ${summary.clusters} cluster${summary.clusters === 1 ? '' : 's'}` : '';
	const short = summary.speaking < summary.expected;
	const frozen = ui.frozenAt === undefined ? '' : ' ⏸';
	return justified(
		[{text: ' nats-top-sys', style: 'accent'}, {text: '  '}, {text: parts.join(' · ')}],
		[
			link.state === 'down' ? {text: servers, style: 'dim'} : short ? {text: servers, style: 'warn'} : {text: servers},
			{text: `${clusters}   `},
			{text: `${clock(look.timeOfDay, look.utc)}${look.utc ? ' UTC' : ''}${frozen} `},
		],
		width,
	);
}

function verdictLine(look: Look, summary: Summary, width: number): Line {
	const {model, problems} = look;
	if (problems.length === 0) {
		if (model.completeAt === undefined) return {spans: [{text: ' ○ asking the servers…', style: 'dim'}]};
		if (summary.missing > 0) return notAllLine(summary, width);
		const oldest = summary.oldestMs === undefined ? '' : `, oldest number ${ageInWords(summary.oldestMs)}`;
		return {
			spans: [
				{text: ' ● OK', style: 'good'},
				{text: `  ${count(summary.speaking)}/${count(summary.expected)} servers${oldest}`},
			],
		};
	}
	const worst: Style = problems.some(({severity}) => severity === 'bad') ? 'bad' : 'warn';
	const title = ` ▲ ${problems.length} problem${problems.length === 1 ? '' : 's'}`;
	const room = width - widthOf(title) - 3;
	return {spans: [{text: title, style: worst}, {text: '  '}, ...inOneLine(problems, room)]};
}

// Neither well nor a problem: what the others count may have ended just before we came.
function notAllLine({speaking, expected, missing}: Summary, width: number): Line {
	const title = ` ○ ${count(speaking)} of ${count(expected)} servers answer`;
	const [those, one, were, they] =
		missing === 1 ? ['one', 'one', 'was', 'it'] : [count(missing), `${count(missing)} of them`, 'were', 'they'];
	const texts = [
		`${title}: ${those} that the others count ${were} not heard; ${they} may have ended within the last 4 minutes`,
		`${title}: ${one} not heard may have ended in the last 4 minutes`,
	];
	return {spans: [{text: texts.find(text => widthOf(text) < width) ?? `${title}, ${those} ${were} not heard`}]};
}

function linkDownLine({link, now, utc}: Look, width: number): Line {
	const trying = link.attempt > 0 ? `; try ${link.attempt}${link.trying === '' ? '' : ` of ${link.trying}`}` : '';
	const text = ` LINK DOWN ${duration(now - link.since)}; numbers are from ${clock(link.since, utc)}; ${link.reason}${trying}`;
	return {spans: [{text: cut(text, width - 1), style: 'bad'}]};
}

function honestyLine(look: Look, summary: Summary, width: number): Line {
	const {model, terminalBytesPerSecond} = look;
	if (look.link.state === 'down') return linkDownLine(look, width);
	const events = heardCounts(model, model.tallies.messages, model.now - 1000, 60);
	const asks = sumOver(model.tallies.asks, model.now, 10_000) / 10;
	const via = model.servers.get(model.link.serverId);
	const oldestIsBad = summary.oldestMs !== undefined && summary.oldestMs > 35_000;
	const parts: readonly (Span | undefined)[] = [
		{
			text: `messages ${rate(perSecond(model.tallies.messages, model.now, 5))}/s ${sparkline(events.slice(-Math.max(10, Math.min(60, width - 110))))}`,
		},
		{text: `newest ${ageInWords(summary.newestMs)}`},
		oldestIsBad
			? {text: `oldest ${ageInWords(summary.oldestMs)}`, style: 'warn'}
			: {text: `oldest ${ageInWords(summary.oldestMs)}`},
		coveragePart(summary),
		via?.roundTripMs === undefined ? undefined : {text: `rtt ${duration(via.roundTripMs)}`},
		terminalBytesPerSecond === undefined ? undefined : {text: `tty ${bytesInWords(terminalBytesPerSecond)}/s`},
		{text: `asks ${rate(asks)}/s`},
		model.misunderstood === 0 ? undefined : {text: `${count(model.misunderstood)} not understood`, style: 'warn'},
		model.forgotten.connections === 0
			? undefined
			: {text: `${count(model.forgotten.connections)} connections not kept`, style: 'warn'},
	];
	const spans: Span[] = [{text: ' '}];
	let used = 1;
	for (const part of parts) {
		if (part === undefined) continue;
		const size = widthOf(part.text) + 3;
		if (used + size > width) break;
		spans.push(part.style === undefined ? {...part, style: 'dim'} : part, {text: '   '});
		used += size;
	}
	return {spans};
}

/** In percent. Below this it says more about who else asks the servers, whose answers are numbered too, than about losses. */
const leastKnownCoverage = 90;
/** From here on what is missing may be the last messages under way. */
const goodCoverage = 99;

/** Only where it is known that something is missing. */
function coveragePart({coverage}: Summary): Span | undefined {
	if (coverage === undefined || coverage < leastKnownCoverage || coverage >= goodCoverage) return undefined;
	return {text: `coverage ≥ ${(Math.floor(coverage * 10) / 10).toFixed(1)} %`, style: 'warn'};
}

/** The words of the tabs, from the roomiest to numbers alone; the view that is open keeps its word. */
const tabWords: readonly ((view: View, here: boolean) => string)[] = [
	({title}) => `${title} `,
	({title}) => title,
	({shortTitle}) => shortTitle,
	({shortTitle}, here) => (here ? shortTitle : ''),
];

function tabsLine(look: Look, views: readonly View[], width: number): Line {
	const tabs = tabWords.map(word => tabSpans(look, views, word));
	const fits = ({spans}: Line): boolean => spans.reduce((sum, {text}) => sum + widthOf(text), 0) <= width;
	return tabs.find(fits) ?? tabs.at(-1) ?? {spans: []};
}

function tabSpans(look: Look, views: readonly View[], word: (view: View, here: boolean) => string): Line {
	const spans: Span[] = [{text: ' '}];
	for (const view of views) {
		const here = view.id === look.ui.view;
		const alarm = view.isAlarming?.(look) === true;
		const text = `${viewKeys[view.id] ?? ''} ${word(view, here)}`.trimEnd();
		const after = word(view, here).endsWith(' ') ? '  ' : ' ';
		spans.push(here ? {text: ` ${text} `, style: 'title'} : {text: ` ${text} `});
		spans.push(alarm ? {text: '●', style: 'bad'} : {text: ' '}, {text: after.slice(1)});
	}
	return {spans};
}

// What has become of a command stands at the top of its page, which may be scrolled.
function endOutOfSight(ui: Ui, {command, page}: Shown): Span | undefined {
	const layer = topLayer(ui);
	if (command === undefined || page === undefined || layer?.kind !== 'command') return undefined;
	if (Math.min(layer.top, page.lines - page.height) <= 0) return undefined;
	if (command.stage === 'refused') return {text: `refused: ${command.reasons.join('; ')}`, style: 'bad'};
	const {conclusion} = command;
	return conclusion === undefined ? undefined : {text: conclusion.text, style: conclusion.tone};
}

function footerLine(look: Look, shown: Shown, width: number): Line {
	const {ui} = look;
	const notice = ui.notice !== undefined && look.now - ui.notice.at < noticeMs ? ui.notice.text : undefined;
	if (ui.typing !== undefined) return typingLine(ui.typing, shown, width, notice);
	const end = endOutOfSight(ui, shown);
	if (end !== undefined) {
		const home: readonly Span[] = [
			{text: 'g', style: 'strong'},
			{text: ' top   ', style: 'dim'},
			{text: 'Esc', style: 'strong'},
			{text: ' back ', style: 'dim'},
		];
		return justified([{text: ' '}, end], home, width);
	}
	if (notice !== undefined) return {spans: [{text: ` ${cut(notice, width - 2)}`, style: 'warn'}]};
	const frozen =
		ui.frozenAt === undefined
			? ''
			: ` FROZEN ${stopwatch(look.now - ui.frozenAt)} · ${count(look.missedWhileFrozen)} new  `;
	const filter = ui.filters[ui.view] ?? '';
	const narrowed = [filter === '' ? '' : `filter ${filter}`, ui.onlyProblems ? 'problems only' : '']
		.filter(part => part !== '')
		.join(' · ');
	const spans: Span[] = [{text: frozen, style: 'title'}, {text: ' '}];
	let used = widthOf(frozen) + 1;
	if (narrowed !== '') {
		const text = cut(narrowed, Math.floor(width / 3));
		spans.push({text, style: 'warn'}, {text: '   '});
		used += widthOf(text) + 3;
	}
	const keys = footerKeys(ui, shown).map(({label, text}) => ({label, text, size: widthOf(label) + widthOf(text) + 4}));
	const help = keys.at(-1);
	let room = width - used - (help?.size ?? 0);
	const fitting = keys.slice(0, -1).filter(({size}) => {
		// What has no room ends the list, so that it is the most useful ones that stay.
		room = size <= room ? room - size : -1;
		return room >= 0;
	});
	for (const {label, text} of help === undefined ? fitting : [...fitting, help]) {
		spans.push({text: label, style: 'strong'}, {text: ` ${text}   `, style: 'dim'});
	}
	return {spans};
}

export type Frame = {readonly above: readonly Line[]; readonly below: (shown: Shown) => readonly Line[]};

/** The lines above and below a view. On a low screen the honesty line folds into the verdict unless it is needed. */
export function frameOf(look: Look, views: readonly View[], width: number, height: number): Frame {
	const summary = summaryOf(look.model);
	const needed = look.link.state === 'down';
	const above = [identityLine(look, summary, width)];
	if (height >= 30 || !needed) above.push(verdictLine(look, summary, width));
	if (height >= 30 || needed) above.push(honestyLine(look, summary, width));
	above.push(tabsLine(look, views, width));
	above.push({spans: [{text: '─'.repeat(width), style: 'dim'}]});
	return {
		above,
		below: shown => [
			...(height >= 30 ? [{spans: [{text: '─'.repeat(width), style: 'dim' as const}]}] : []),
			footerLine(look, shown, width),
		],
	};
}
