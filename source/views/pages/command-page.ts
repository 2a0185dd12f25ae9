// The page of a command in progress: what to type, the request, the answers of the servers, and the target.
import type {Command, Fact, Tone} from '../../commands/command.ts';
import {clock, duration} from '../../format/time.ts';
import type {Style} from '../../screen/screen.ts';
import type {Look} from '../look.ts';
import {blank, fact, heading, type Page, type PageLine, paragraph, row, subjectLine} from './page.ts';

const styles: Readonly<Record<Tone, Style>> = {good: 'good', warn: 'warn', bad: 'bad', accent: 'accent'};

function factLine({name, value, tone}: Fact): PageLine {
	return fact(name, value, tone === undefined ? undefined : styles[tone]);
}

function stageLines(command: Command, utc: boolean): readonly PageLine[] {
	const {stage, confirmation, sentAt, conclusion, reasons} = command;
	const sent = sentAt === undefined ? '' : `Sent at ${clock(sentAt, utc, true)}`;
	switch (stage) {
		case 'looking':
			return [paragraph('Nothing sent yet: asking the servers for the current state…', 'dim')];
		case 'ready':
			return [
				paragraph(
					`Nothing sent yet. To send the request, type ${confirmation?.text ?? ''} – ${confirmation?.what ?? ''} – and press Enter.`,
					'strong',
				),
			];
		case 'checking':
			return [paragraph('Nothing sent yet: asking the servers whether it is still the same…', 'dim')];
		case 'sent':
			return [paragraph(`${sent}, waiting for the answer…`, 'accent')];
		case 'verifying':
			return [
				paragraph(`${sent}; asking the servers for the result…`, 'accent'),
				...(conclusion === undefined ? [] : [paragraph(conclusion.text, styles[conclusion.tone])]),
			];
		case 'done':
			return [
				paragraph(`${sent}. Result:`),
				...(conclusion === undefined ? [] : [paragraph(conclusion.text, styles[conclusion.tone])]),
			];
		case 'refused':
			return [
				paragraph('Refused, nothing was changed:', 'strong'),
				...reasons.map(reason => paragraph(`· ${reason}`, 'bad')),
			];
	}
}

function reportLines({reports}: Command): readonly PageLine[] {
	if (reports.length === 0) return [];
	return [
		blank,
		heading('Answers of the servers'),
		...reports.map(({server, text, tone, afterMs}) =>
			row(server, `${text}${afterMs === undefined ? '' : `, after ${duration(afterMs)}`}`, styles[tone]),
		),
	];
}

/** The command in progress. */
export function commandPage({command, utc}: Look): Page {
	if (command === undefined) return {title: 'Command', lines: [blank, paragraph('No command is in progress.')]};
	return {title: command.title, lines: linesOf(command, utc)};
}

function linesOf(command: Command, utc: boolean): readonly PageLine[] {
	const {request, warnings, parts, stage} = command;
	const isOpen = stage === 'ready' || stage === 'checking';
	return [
		...stageLines(command, utc),
		...(isOpen ? warnings.map(text => paragraph(text, 'warn')) : []),
		...reportLines(command),
		...(request === undefined
			? []
			: [
					blank,
					heading('The request', stage === 'refused' ? 'not sent' : ''),
					subjectLine(request.subject),
					paragraph(request.body === '' ? '(no body)' : request.body, request.body === '' ? 'dim' : 'accent'),
				]),
		...parts.flatMap(({heading: title, note, facts}) => [blank, heading(title, note), ...facts.map(factLine)]),
	];
}
