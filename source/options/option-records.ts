// Every option with what the help says of it, in the order of the help.
import {forms} from '../connection/permissions/permissions-text.ts';
import {levels} from '../connection/permissions/permissions.ts';
import {colorChoices} from './color-choice.ts';
import {shells} from './completion/shells.ts';
import {connectionOptions} from './connection-option-records.ts';
import type {OptionGroup} from './option-record.ts';
import {outputOptions} from './output-option-records.ts';
import {themeChoices} from './theme-choice.ts';

export const optionGroups: readonly OptionGroup[] = [
	...connectionOptions,
	{
		title: 'Display',
		options: [
			{name: 'view', value: 'NAME', values: 'view', inFile: 'screen', about: 'the view to begin with'},
			{name: 'utc', inFile: 'everywhere', about: 'times in UTC instead of local time'},
			{name: 'ascii', inFile: 'everywhere', about: 'no characters outside ASCII'},
			{
				name: 'color',
				value: 'WHEN',
				values: colorChoices,
				inFile: 'everywhere',
				about: 'always, never, or auto: in a terminal, unless FORCE_COLOR or NO_COLOR say otherwise; default auto',
			},
			{
				name: 'theme',
				value: 'NAME',
				values: themeChoices,
				inFile: 'everywhere',
				about:
					"palette, the terminal's own colours; dark, light, high-contrast or color-blind, which paint the background too, the last two also as high-contrast-light and color-blind-light; monochrome; or auto: dark or light if the terminal tells its background, else palette; default auto",
			},
		],
	},
	...outputOptions,
	{
		title: 'Demo',
		options: [
			{
				name: 'demo',
				value: '[SCENARIO]',
				values: 'scenario',
				about:
					'a simulated system instead of a real one, with a tour of what can happen, or one scenario of it; several with commas are several systems',
			},
			{name: 'demo', value: 'list', values: ['list'], about: 'print the scenarios and end'},
			{name: 'demo-servers', value: 'NUMBER', about: 'of so many servers, up to 2000'},
			{name: 'demo-seed', value: 'NUMBER', about: 'another such system; also --seed'},
			{name: 'speed', value: 'NUMBER', about: 'seconds of it per second, 0.1 to 1000; default 1'},
		],
	},
	{
		title: 'Recordings',
		options: [
			{
				name: 'record',
				value: 'FILE',
				values: 'file',
				about: 'write all messages to a new file, without secrets; compressed when it ends in .gz or .zst',
			},
			{
				name: 'flight-recorder',
				value: 'SIZE',
				values: ['off'],
				inFile: 'everywhere',
				about: 'memory for the last messages, which W writes to a file, or off; default 64MiB',
			},
			{
				name: 'history',
				value: 'STREAM',
				about: 'read past events from a JetStream stream that has captured them, then go on live',
			},
			{
				name: 'history-since',
				value: 'TIME',
				values: ['all'],
				about: 'from so long ago, 2h or 7d, from a moment, 2026-11-27T12:03:44Z, or all; default 1h',
			},
			{
				name: 'js-api-prefix',
				value: 'TEXT',
				about: 'where our account imports the request that reads it under another subject than $JS.API',
			},
			{name: 'replay', value: 'FILE', values: 'file', about: 'show a recording instead of a system'},
			{
				name: 'at',
				value: 'TIME',
				about: 'from this moment on, 2026-11-27T12:03:44Z; without a screen what was known at it',
			},
			{name: 'speed', value: 'NUMBER', values: ['max'], about: 'seconds of it per second, or max; default 1'},
			{name: 'loop', about: 'begins again after the end'},
			{
				name: 'anonymize',
				value: 'FILE',
				values: 'file',
				about: 'copies it to a new file without its names; events, rates and times stay',
			},
		],
	},
	{
		title: 'Actions',
		options: [
			{
				name: 'allow-actions',
				about:
					"lets K L R P kick a connection, ask one to move, reload a server, push an account's claims; each only after its name is typed",
			},
		],
	},
	{
		title: 'Permissions',
		options: [
			{
				name: 'permissions',
				value: 'LEVEL',
				values: levels,
				about:
					'print the least permissions of a user to watch, to watch and ask on demand (demand), or for actions too (actions), and end',
			},
			{name: 'history', value: 'STREAM', about: 'with what reading this stream needs'},
			{
				name: 'as',
				value: 'FORM',
				values: forms,
				about: "as part of a server's configuration, or as commands of nats or nsc; default configuration",
			},
		],
	},
	{
		title: 'Configuration file',
		options: [
			{
				name: 'config',
				value: 'FILE',
				values: 'file',
				variable: 'NATS_TOP_SYS_CONFIG',
				about:
					'defaults for options, TOML, or JSON when it ends in .json; default ~/.config/nats-top-sys/config.toml or config.json, if there is one',
			},
			{name: 'no-config', about: 'no configuration file'},
			{
				name: 'print-config',
				about:
					'print every setting, its value, and where it was given, and end; with --json as JSON; secrets stay hidden',
			},
		],
		note: 'What stands in its table [options] counts where no option, variable or context says anything else; --no-utc and --no-ascii are for what it turns on. It holds no secrets.',
	},
	{
		title: '',
		options: [
			{
				name: 'completion',
				value: 'SHELL',
				values: shells,
				about: 'print what completes options, views, columns and contexts in bash, zsh or fish',
			},
			{name: 'man-page', about: 'print the page of the manual: nats-top-sys --man-page | man -l -'},
			{name: 'help', short: 'h', about: 'this text'},
			{name: 'version', about: 'the version'},
		],
	},
];
