// The time that files in packages bear: that of the commit, so that builds of one commit are the same.
import {execFileSync} from 'node:child_process';
import {root} from '../bundle-state.ts';

/** In seconds since 1970; what SOURCE_DATE_EPOCH says where it is set. Throws an error when there is neither. */
export function commitTimeSeconds(environment: NodeJS.ProcessEnv = process.env): number {
	const given = environment['SOURCE_DATE_EPOCH'] ?? '';
	const told = given || execFileSync('git', ['log', '-1', '--format=%ct'], {cwd: root, encoding: 'utf8'}).trim();
	if (!/^\d+$/.test(told)) throw new Error(`"${told}" is no time in seconds; SOURCE_DATE_EPOCH gives one`);
	return Number(told);
}
