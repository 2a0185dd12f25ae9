import {EventEmitter} from 'node:events';
import {render as renderToTerminal} from 'ink';
import {cleanup, render} from 'ink-testing-library';
import {afterEach, describe, expect, test, vi} from 'vitest';
import {App} from '../source/app.tsx';
import {plainTheme} from '../source/components/theme.ts';
import {line, type Screen} from '../source/screen/screen.ts';
import {demoStage} from './views/stage.ts';

function screenOfLines(...texts: readonly string[]): Screen {
	return {columns: 40, rows: texts.length, lines: texts.map(text => line(text)), faded: false};
}

/** A screen that changes, and who watches it. */
function showing(first: Screen) {
	const listeners = new Set<() => void>();
	let screen = first;
	return {
		screen: () => screen,
		subscribe(listener: () => void) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		show(next: Screen) {
			screen = next;
			for (const listener of listeners) listener();
		},
		listeners,
	};
}

afterEach(cleanup);

describe('the app', () => {
	test('paints the screen, and the next one when told', async () => {
		const shown = showing(screenOfLines('one', '', 'three'));
		const app = render(<App {...shown} theme={() => plainTheme} ascii={false} />);
		expect(app.lastFrame()).toBe('one\n\nthree');
		shown.show(screenOfLines('two', 'more'));
		await vi.waitFor(() => expect(app.lastFrame()).toBe('two\nmore'));
		app.unmount();
		expect(shown.listeners.size).toBe(0);
	});

	test('keeps the first two lines as they are when the rest is old', () => {
		const app = render(
			<App
				{...showing({...screenOfLines('who', 'LINK DOWN', 'old'), faded: true})}
				theme={() => plainTheme}
				ascii={false}
			/>,
		);
		expect(app.lastFrame()).toBe('who\nLINK DOWN\n\u001b[2mold\u001b[22m');
	});

	test('fills a terminal exactly', () => {
		const frames: string[] = [];
		const stdout = Object.assign(new EventEmitter(), {
			columns: 80,
			rows: 24,
			isTTY: true,
			write: (text: string) => frames.push(text) > 0,
		});
		const stage = demoStage(60, 80, 24);
		const app = renderToTerminal(
			<App {...showing(stage.screen())} theme={() => plainTheme} ascii={true} />,
			// A terminal as far as Ink looks at it.
			{stdout: stdout as unknown as NodeJS.WriteStream, debug: true, patchConsole: false, exitOnCtrlC: false},
		);
		app.unmount();
		const lines = (frames.find(frame => frame.includes('nats-top-sys')) ?? '').split('\n');
		expect(lines).toHaveLength(24);
		for (const painted of lines) expect(painted).toMatch(/^(?:[\x20-\x7e]|\u001b\[\d+m)*$/);
		expect(lines[0]).toContain('nats-top-sys  demo');
	});
});
