// The help: keys that work here and elsewhere, the filter, views, problems, signs, and what cannot be known.
import {duration, zoneName} from '../../format/time.ts';
import {fit} from '../../format/width.ts';
import {rules} from '../../insight/catalogue.ts';
import type {Rule} from '../../insight/problem.ts';
import {defaultThresholds, type Threshold} from '../../insight/thresholds.ts';
import {isThresholdName} from '../../insight/thresholds-with.ts';
import {type Binding, isBound, worksHere} from '../../ui/binding.ts';
import {bindings} from '../../ui/bindings.ts';
import type {Shown} from '../../ui/shown.ts';
import type {View} from '../define-view.ts';
import type {Look} from '../look.ts';
import {versionsCannotTell} from './cannot-tell.ts';
import {blank, heading, type Page, type PageLine, paragraph, row} from './page.ts';

const cannotTell = [
	'permission violations, and which subjects carry the traffic',
	'the contents of messages, and slow consumers on the client side',
	'the intended account of a refused login',
];

const thresholdNames = Object.keys(defaultThresholds).filter(isThresholdName);

function keyLine({label, help}: Binding): PageLine {
	return {spans: [{text: ` ${fit(label, 18)} `, style: 'strong'}, {text: help}], is: 'fact'};
}

/** The names of rules are longer than those of facts. */
function ruleLine({id, meaning}: Rule): PageLine {
	return {spans: [{text: ` ${fit(id, 26)} `, style: 'dim'}, {text: meaning}]};
}

function valueInWords({value, unit}: Threshold): string {
	return unit === 'ms' ? duration(value) : unit === 'times' ? `${value} times` : `${value}${unit}`;
}

/** The reason is that of the usual value. */
function thresholdLine(threshold: Threshold, usual: Threshold): PageLine {
	const {value, meaning, reason} = threshold;
	const why = value === usual.value ? reason : `set in the configuration file; usually ${valueInWords(usual)}`;
	return row(valueInWords(threshold), `${meaning}: ${why}`);
}

/** `below` is what was on the screen when help was opened. */
export function helpPage(look: Look, views: readonly View[], below: Shown): Page {
	const ui = {...look.ui, layers: look.ui.layers.slice(0, -1)};
	const here = bindings.filter(binding => worksHere(binding, ui, below));
	const elsewhere = bindings.filter(binding => isBound(binding, ui) && !here.includes(binding));
	const {model} = look;
	return {
		title: 'Help',
		lines: [
			heading('Keys that work here'),
			...here.map(keyLine),
			...(elsewhere.length === 0 ? [] : [blank, heading('Keys that work elsewhere'), ...elsewhere.map(keyLine)]),
			blank,
			heading('Filter'),
			paragraph(
				'Words must all be found; !word must not. Fields: acc: user: name: host: server: reason: kind: cluster: state: version:, each with a part of the text, or with all of it after :=, so that server:=n1 leaves n10 out. Numbers: conns>100, cpu>50, in>1k, lived<1.',
			),
			blank,
			heading('Views'),
			...views.map(view => row(view.title, view.about)),
			blank,
			heading('What counts as a problem'),
			...rules.map(ruleLine),
			blank,
			heading('Thresholds', 'from when on it is one, and why'),
			...thresholdNames.map(name => thresholdLine(look.thresholds[name], defaultThresholds[name])),
			blank,
			heading('Signs and numbers'),
			row('–', 'unknown: no second sample yet, or not reported now'),
			row('★', 'the server we are connected to'),
			row('×61', 'the same thing 61 times'),
			row('in, out', 'from the server’s side; SENT and RECEIVED of a disconnect are from the client’s side'),
			row('K M G', 'of bytes: 1024 each; of counts: k M G, 1000 each'),
			row(
				'coverage ≥',
				'share of the servers’ numbered messages that arrived; a lower bound, as messages to others are numbered too',
			),
			row('times', `of arrival, in ${zoneName(model.now, look.utc)}`),
			blank,
			heading('What the system account cannot tell'),
			...cannotTell.map(text => paragraph(`· ${text}`)),
			...versionsCannotTell(model),
		],
	};
}
