import {readFileSync} from 'node:fs';

/** What Linux counts CPU time in. */
const ticksPerSecond = 100;

/** CPU that a process has used since its start, its own and the system's for it. */
export function cpuSeconds(pid: number): number {
	// Its name, in brackets, may contain blanks.
	const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
	return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}
