import type {Line} from '../../screen/screen.ts';

/** The dim line between regions. */
export function divider(width: number): Line {
	return {spans: [{text: '─'.repeat(Math.max(0, width)), style: 'dim'}]};
}
