// Every key, once: this list handles keys, fills the footer, is the help, and writes the README's table.
import type {Binding} from './binding.ts';
import {lookingBindings} from './looking-bindings.ts';
import {navigationBindings} from './navigation-bindings.ts';
import {programBindings} from './program-bindings.ts';
import {tableBindings} from './table-bindings.ts';

export const bindings: readonly Binding[] = [
	...navigationBindings,
	...tableBindings,
	...lookingBindings,
	...programBindings,
];
