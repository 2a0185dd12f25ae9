// What was tried, and what came of it.

type CheckState = 'ok' | 'not ok' | 'unknown' | 'not tried';

export type Checked = {
	/** What was tried: `reach n1:4222`. */
	readonly step: string;
	readonly state: CheckState;
	/** What was found, in words; it is tamed. */
	readonly text: string;
	/** What to do about it; empty where there is nothing to do. */
	readonly tryThis: string;
};

export function ok(step: string, text: string): Checked {
	return {step, state: 'ok', text, tryThis: ''};
}

export function notOk(step: string, text: string, tryThis: string): Checked {
	return {step, state: 'not ok', text, tryThis};
}

export function unknown(step: string, text: string, tryThis = ''): Checked {
	return {step, state: 'unknown', text, tryThis};
}

export function notTried(step: string, because: string): Checked {
	return {step, state: 'not tried', text: because, tryThis: ''};
}
