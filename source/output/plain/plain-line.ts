import type {Style} from '../../screen/screen.ts';

/** A line of `--plain` without its time. */
export type PlainLine = {readonly text: string; readonly style?: Style};

/** So many of one kind are told one by one at a time. */
export const mostAtOnce = 5;
