import {madeOnce} from '../format/made-once.ts';
import type {Look} from './look.ts';

/** The function, which finds what several places need once for each picture. */
export const oncePerLook: <Found>(find: (look: Look) => Found) => (look: Look) => Found = madeOnce;
