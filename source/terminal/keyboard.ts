// Where keys come from.
import {openSync} from 'node:fs';
import process from 'node:process';
import tty from 'node:tty';
import type {TerminalInput} from './terminal.ts';

/** Standard input, or the terminal itself when that is something else; undefined when there is none. */
export function keyboard(): TerminalInput | undefined {
	if (process.stdin.isTTY) return process.stdin;
	try {
		return new tty.ReadStream(openSync('/dev/tty', 'r'));
	} catch {
		return undefined;
	}
}
