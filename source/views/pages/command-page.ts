// The page of a command in progress: what to type, the request, the answers of the servers, and the target.
import type {Command, Fact, Tone} from '../../commands/command.ts';
import {clock, duration} from '../../format/time.ts';
import {widthOf} from '../../format/width.ts';
import {type Line, type Style, textOf} from '../../screen/screen.ts';
import type {Look} from '../look.ts';
import {blank, fact, heading, type Page, paragraph} from './page.ts';

const styles: Readonly<Record<Tone, Style>> = {good: 'good', warn: 'warn', bad: 'bad', accent: 'accent'};

function factLine({name, value, tone}: Fact): Line {
	return fact(name, value, tone === undefined ? undefined : styles[tone]);
}

function stageLines(command: Command, utc: boolean, width: number): readonly Line[] {
	const {stage, confirmation, sentAt, conclusion, reasons} = command;
	const sent = sentAt === undefined ? '' : `Sent at ${clock(sentAt, utc, true)}`;
	switch (stage) {
		case 'looking':
			return paragraph('Nothing sent yet: asking the servers for the current state…', width, 'dim');
		case 'ready':
			return paragraph(
				`Nothing sent yet. To send the request, type ${confirmation?.text ?? ''} – ${confirmation?.what ?? ''} – and press Enter.`,
				width,
				'strong',
			);
		case 'checking':
			return paragraph('Nothing sent yet: asking the servers whether it is still the same…', width, 'dim');
		case 'sent':
			return paragraph(`${sent}, waiting for the answer…`, width, 'accent');
		case 'verifying':
			return [
				...paragraph(`${sent}; asking the servers for the result…`, width, 'accent'),
				...(conclusion === undefined ? [] : paragraph(conclusion.text, width, styles[conclusion.tone])),
			];
		case 'done':
			return [
				...paragraph(`${sent}. Result:`, width),
				...(conclusion === undefined ? [] : paragraph(conclusion.text, width, styles[conclusion.tone])),
			];
		case 'refused':
			return [
				...paragraph('Refused, nothing was changed:', width, 'strong'),
				...reasons.flatMap(reason => paragraph(`· ${reason}`, width, 'bad')),
			];
	}
}

function reportLines({reports}: Command): readonly Line[] {
	if (reports.length === 0) return [];
	return [
		blank,
		heading('Answers of the servers'),
		...reports.map(({server, text, tone, afterMs}) =>
			fact(server, `${text}${afterMs === undefined ? '' : `, after ${duration(afterMs)}`}`, styles[tone]),
		),
	];
}

/** A long subject, broken after dots, with the next lines indented. */
function subjectLines(subject: string, width: number): readonly Line[] {
	const lines: string[] = [];
	let line = '';
	for (const token of subject.split(/(?<=\.)/)) {
		if (line.trim() !== '' && widthOf(line + token) > width - 2) {
			lines.push(line);
			line = '  ';
		}
		line += token;
	}
	return [...lines, line].map(text => ({spans: [{text: ` ${text}`, style: 'accent' as const}]}));
}

/** The command in progress. */
export function commandPage({command, utc}: Look, width: number): Page {
	if (command === undefined)
		return {title: 'Command', lines: [blank, ...paragraph('No command is in progress.', width)]};
	// A copied subject must be in one piece.
	const whole = linesOf(command, utc, Number.POSITIVE_INFINITY);
	return {
		title: command.title,
		lines: linesOf(command, utc, width),
		copy: whole.map(line => textOf(line).trimEnd()).join('\n'),
	};
}

function linesOf(command: Command, utc: boolean, width: number): readonly Line[] {
	const {request, warnings, parts, stage} = command;
	const isOpen = stage === 'ready' || stage === 'checking';
	return [
		...stageLines(command, utc, width),
		...(isOpen ? warnings.flatMap(text => paragraph(text, width, 'warn')) : []),
		...reportLines(command),
		...(request === undefined
			? []
			: [
					blank,
					heading('The request', stage === 'refused' ? 'not sent' : ''),
					...subjectLines(request.subject, width),
					...paragraph(request.body === '' ? '(no body)' : request.body, width, request.body === '' ? 'dim' : 'accent'),
				]),
		...parts.flatMap(({heading: title, note, facts}) => [blank, heading(title, note), ...facts.map(factLine)]),
	];
}
