import type {Style} from '../../screen/screen.ts';

/** A line of `--plain` without its time. */
export type PlainLine = {readonly text: string; readonly style?: Style};
