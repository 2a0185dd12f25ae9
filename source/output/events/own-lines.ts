// Lines about what was not heard: of our own connection and our own clock. They come whatever kinds are asked for.
import {parsedJson} from '../../format/parsed-json.ts';
import {clockReportOf} from '../../wire/clock-report.ts';
import {fields} from '../../wire/fields.ts';
import {linkReportOf} from '../../wire/link-report.ts';
import {clockSubject, linkSubject, type Message} from '../../wire/message.ts';
import type {EventLine} from './event-form.ts';
import {linkForm, lostForm} from './event-forms.ts';

export type Loss = {
	/** Undefined where nobody could count. */
	readonly count: number | undefined;
	readonly from: number;
	readonly until: number;
	readonly reason: string;
};

export function isOwn(subject: string): boolean {
	return subject === linkSubject || subject === clockSubject;
}

export function lostLine(at: number, {count, from, until, reason}: Loss): EventLine {
	return {form: lostForm, at, values: [count, from, until, reason]};
}

type LinkNews = {
	readonly state: string;
	readonly server?: string;
	readonly subject?: string;
	readonly reason?: string;
	readonly missedFrom?: number | undefined;
};

function linkLine(at: number, {state, server, subject, reason, missedFrom}: LinkNews): EventLine {
	return {form: linkForm, at, values: [state, server, subject, reason, missedFrom]};
}

/** Gives the line of a message about ourselves; undefined where nothing was missed, as at the first connection. */
export function createOwnLines(): (message: Message) => EventLine | undefined {
	let deafSince: number | undefined;

	function back(at: number, server: string): EventLine | undefined {
		if (deafSince === undefined) return undefined;
		const missedFrom = deafSince;
		deafSince = undefined;
		return linkLine(at, {state: 'up', server, missedFrom});
	}

	function deaf(at: number, reason: string): EventLine | undefined {
		if (deafSince !== undefined) return undefined;
		deafSince = at;
		return linkLine(at, {state: 'down', reason});
	}

	function ofLink({at, text}: Message): EventLine | undefined {
		const report = linkReportOf(fields(parsedJson(text)));
		switch (report?.state) {
			case 'up':
				return back(at, report.serverName || report.address);
			case 'down':
				return deaf(at, report.reason);
			case 'account':
				if (report.systemAccount) return back(at, '');
				return deaf(at, `our user is in ${report.account || 'another account'} now, not in the system account`);
			case 'refused':
			case 'granted':
				if (report.operation === 'publish') return undefined;
				return linkLine(at, {state: report.state, subject: report.subject});
			default:
				return undefined;
		}
	}

	function ofClock({at, text}: Message): EventLine | undefined {
		const report = clockReportOf(fields(parsedJson(text)));
		if (report?.state !== 'missed') return undefined;
		const {from, to} = report;
		return lostLine(at, {
			count: undefined,
			from,
			until: to,
			reason: 'the program stood still: what came meanwhile may be missing',
		});
	}

	return message => (message.subject === linkSubject ? ofLink(message) : ofClock(message));
}
