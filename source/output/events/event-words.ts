// How the fields of an event are told in words.
import {grouped} from '../../format/number.ts';
import {duration} from '../../format/time.ts';
import type {EventValue} from './event-form.ts';

export type ValueOf = (id: string) => EventValue;

export function word(name: string, value: EventValue): string {
	return value === undefined || value === '' ? '' : `${name} ${value}`;
}

export function amount(value: EventValue, name: string): string {
	return typeof value === 'number' ? `${grouped(value)} ${name}` : '';
}

export function textOf(value: EventValue): string {
	return value === undefined ? '' : String(value);
}

export function lasted(value: EventValue): string {
	return typeof value === 'number' ? `lived ${duration(value * 1000)}` : '';
}
