import type {Line} from '../screen.ts';

/** The dim line between regions. */
export function rule(width: number): Line {
	return {spans: [{text: '─'.repeat(Math.max(0, width)), style: 'dim'}]};
}
