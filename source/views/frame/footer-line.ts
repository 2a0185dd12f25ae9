// The last line: the keys that work here, the prompt that is open, or a notice.
import {count} from '../../format/number.ts';
import {shownTyped} from '../../format/tame.ts';
import {stopwatch} from '../../format/time.ts';
import {cut, cutMiddle, widthOf} from '../../format/width.ts';
import type {Line, Span} from '../../screen/screen.ts';
import {footerKeys} from '../../ui/footer-keys.ts';
import type {Shown} from '../../ui/shown.ts';
import {filterOf, type Told, topLayer, type Ui} from '../../ui/ui.ts';
import type {Look} from '../look.ts';
import {justified} from './lines.ts';
import {typingLine} from './typing-line.ts';

// The result of a command is at the top of its page, which may be scrolled out of sight.
function endOutOfSight(ui: Ui, {command, page}: Shown): Span | undefined {
	const layer = topLayer(ui);
	if (command === undefined || page === undefined || layer?.kind !== 'command') return undefined;
	if (Math.min(layer.top, page.lines - page.height) <= 0) return undefined;
	if (command.stage === 'refused') return {text: `refused: ${command.reasons.join('; ')}`, style: 'bad'};
	const {conclusion} = command;
	return conclusion === undefined ? undefined : {text: conclusion.text, style: conclusion.tone};
}

// Of what follows a path there is a third of the line at least.
function noticeText({text, path}: Told, width: number): string {
	if (path === undefined || widthOf(text) <= width) return cut(text, width);
	const at = text.indexOf(path);
	const before = text.slice(0, at);
	const after = text.slice(at + path.length);
	const room = width - widthOf(before) - Math.min(widthOf(after), Math.floor(width / 3));
	return cut(before + cutMiddle(path, room) + after, width);
}

export function footerLine(look: Look, shown: Shown, width: number): Line {
	const {ui} = look;
	const notice = ui.notice !== undefined && look.now - ui.notice.at < ui.notice.lastsMs ? ui.notice : undefined;
	if (ui.typing !== undefined) return typingLine(ui.typing, shown, width, notice?.text);
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
	if (notice !== undefined) return {spans: [{text: ` ${noticeText(notice, width - 2)}`, style: 'warn'}]};
	const frozen =
		ui.frozenAt === undefined
			? ''
			: ` FROZEN ${stopwatch(look.now - ui.frozenAt)} · ${count(look.missedWhileFrozen)} new  `;
	const filter = filterOf(ui);
	const narrowed = [
		filter === '' ? '' : `filter ${shownTyped(filter)}`,
		ui.onlyProblems ? 'problems only' : '',
		ui.comparing ? 'only what moved' : '',
	]
		.filter(part => part !== '')
		.join(' · ');
	const spans: Span[] = [{text: frozen, style: 'title'}, {text: ' '}];
	let used = widthOf(frozen) + 1;
	if (narrowed !== '') {
		const text = cut(narrowed, Math.floor(width / 3));
		spans.push({text, style: 'warn'}, {text: '   '});
		used += widthOf(text) + 3;
	}
	const keys = footerKeys(ui, shown).map(({label, text, works}) => ({
		label,
		text,
		works,
		size: widthOf(label) + widthOf(text) + 4,
	}));
	const help = keys.at(-1);
	let room = width - used - (help?.size ?? 0);
	const fitting = keys.slice(0, -1).filter(({size}) => {
		// The first key without room ends the list, so that the most useful ones stay.
		room = size <= room ? room - size : -1;
		return room >= 0;
	});
	for (const {label, text, works} of help === undefined ? fitting : [...fitting, help]) {
		spans.push({text: label, style: works ? 'strong' : 'dim'}, {text: ` ${text}   `, style: 'dim'});
	}
	return {spans};
}
