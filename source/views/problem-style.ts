import type {Problem} from '../insight/problem.ts';
import type {Style} from '../screen/screen.ts';

/** The colour of a problem; news and what is over are quiet. */
export function problemStyle({severity, overAt}: Problem): Style {
	return overAt === undefined && severity !== 'note' ? severity : 'dim';
}

/** Its sign, which tells the same without colours. */
export function problemSign({severity, overAt}: Problem): string {
	if (overAt !== undefined) return '○';
	switch (severity) {
		case 'bad':
			return '▲';
		case 'warn':
			return '!';
		case 'note':
			return '·';
	}
}
