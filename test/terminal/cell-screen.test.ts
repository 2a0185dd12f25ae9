import {describe, expect, test} from 'vitest';
import {CellScreen} from '../../source/terminal/cell-screen.ts';
import {Link} from '../helpers/link.ts';
import {createEmulator, feed, rowsOf} from '../helpers/terminal.ts';

function open(columns = 20, rows = 4) {
	const link = new Link(columns, rows);
	const screen = new CellScreen(link);
	const emulator = createEmulator(columns, rows);
	return {
		link,
		screen,
		/** What the terminal shows when everything sent has arrived. */
		async shown(): Promise<string[]> {
			await feed(emulator, link.sent());
			return rowsOf(emulator);
		},
	};
}

describe('a frame', () => {
	test('is drawn at once when the link is free', async () => {
		const {screen, shown} = open();
		screen.write('one\ntwo');
		expect(await shown()).toEqual(['one', 'two', '', '']);
	});

	test('that changes nothing sends nothing', () => {
		const {link, screen} = open();
		screen.write('one\ntwo');
		link.take();
		link.sent();
		screen.write('one\ntwo');
		expect(link.sent()).toBe('');
		expect(link.isBusy).toBe(false);
		expect(screen.traffic.frames).toBe(1);
	});

	test('waits while another is on its way, and gives way to newer ones', async () => {
		const {link, screen, shown} = open();
		screen.write('first');
		const first = link.sent();
		screen.write('second');
		screen.write('third');
		screen.write('fourth');
		expect(link.sent()).toBe('');
		link.take();
		const fourth = link.sent();
		expect(fourth).toContain('fourth'.slice(1));
		link.take();
		expect(link.isBusy).toBe(false);
		expect(screen.traffic).toEqual({
			bytes: Buffer.byteLength(first + fourth),
			frames: 2,
			skippedFrames: 2,
		});
		screen.invalidate();
		expect(await shown()).toEqual(['fourth', '', '', '']);
	});

	test('that is empty clears the screen', async () => {
		const {link, screen, shown} = open();
		screen.write('one\ntwo');
		link.take();
		screen.write('');
		expect(await shown()).toEqual(['', '', '', '']);
	});

	test('may be bytes', async () => {
		const {screen, shown} = open();
		screen.write(Buffer.from('grüße'));
		expect(await shown()).toEqual(['grüße', '', '', '']);
	});

	test('is cut to the size of the terminal', async () => {
		const {screen, shown} = open(5, 2);
		screen.write('123456\n1234漢\nthree');
		expect(await shown()).toEqual(['12345', '1234']);
	});
});

test('a question whether the stream is alive is answered though the link is stalled', async () => {
	const {screen} = open();
	screen.write('one');
	await new Promise<void>(resolve => {
		screen.write('', () => resolve());
	});
	await new Promise<void>(resolve => {
		screen.write('', 'utf8', () => resolve());
	});
});

describe('modes', () => {
	test('are switched in order with the frames, even while the link is busy', () => {
		const {link, screen} = open();
		screen.write('\u001B[?1049h');
		link.take();
		screen.write('one');
		screen.write('\u001B[?2004h');
		expect(link.sent()).toMatch(
			/^\u001B\[\?1049h\u001B\[\?25l\u001B\[\?7l\u001B\[\?2026h[\s\S]*one[\s\S]*\u001B\[\?2004h$/,
		);
	});

	test('go back in the end, each once, and a frame that waits is not drawn any more', () => {
		const {link, screen} = open();
		screen.write('\u001B[?1049h');
		screen.write('\u001B[?25l');
		screen.write('\u001B[?2004h');
		screen.write('one');
		screen.write('two');
		link.sent();
		// As Ink leaves.
		screen.write('\u001B[?25h');
		screen.write('\u001B[?1049l');
		screen.write('\u001B[?25h');
		screen.close();
		screen.close();
		link.take();
		screen.write('three');
		screen.invalidate();
		screen.send('\u0007');
		expect(link.sent()).toBe('\u001B[?25h\u001B[m\u001B[r\u001B[?7h\u001B[?1049l\u001B[?2004l');
		expect(screen.writable).toBe(false);
	});

	test('go back at once when the screen is closed without Ink having left', () => {
		const {link, screen} = open();
		screen.write('\u001B[?1049h');
		link.sent();
		screen.close();
		expect(link.sent()).toBe('\u001B[m\u001B[r\u001B[?7h\u001B[?25h\u001B[?1049l');
	});
});

describe('a pause', () => {
	test('gives the terminal back and takes it again with the newest frame', async () => {
		const {link, screen, shown} = open();
		screen.write('\u001B[?1049h');
		screen.write('one');
		link.take();
		expect(await shown()).toEqual(['one', '', '', '']);
		screen.pause();
		link.take();
		screen.write('two');
		screen.write('three');
		expect(link.sent()).toBe('\u001B[m\u001B[r\u001B[?7h\u001B[?25h\u001B[?1049l');
		screen.resume();
		expect(link.sent()).toBe('\u001B[?1049h\u001B[?25l\u001B[?7l');
		link.take();
		expect(await shown()).toEqual(['three', '', '', '']);
	});

	test('that did not begin does not end', () => {
		const {link, screen} = open();
		screen.write('\u001B[?1049h');
		link.take();
		link.sent();
		screen.resume();
		expect(link.sent()).toBe('');
	});

	test('may see the size change', async () => {
		const {link, screen} = open();
		screen.write('one');
		link.take();
		link.sent();
		screen.pause();
		link.resize(10, 2);
		expect(link.sent()).toBe('');
		screen.resume();
		expect(link.sent()).toMatch(/\u001B\[J[\s\S]*one/);
	});
});

describe('a resize', () => {
	test('is passed on and drawn from a clear screen', () => {
		const {link, screen} = open();
		screen.write('one');
		link.take();
		link.sent();
		const sizes: unknown[] = [];
		screen.on('resize', () => {
			sizes.push([screen.columns, screen.rows]);
			screen.write('two');
		});
		link.resize(10, 3);
		expect(sizes).toEqual([[10, 3]]);
		expect(link.sent()).toMatch(/\u001B\[J[\s\S]*two/);
		expect(link.isBusy).toBe(true);
	});

	test('draws the frame there is when nobody draws another', () => {
		const {link, screen} = open();
		screen.write('a line of some length');
		link.take();
		link.sent();
		link.resize(6, 3);
		expect(link.sent()).toMatch(/\u001B\[J[\s\S]*a line/);
	});

	test('waits for the frame on its way, which was for the old size', () => {
		const {link, screen} = open();
		screen.write('one');
		link.sent();
		link.resize(10, 3);
		expect(link.sent()).toBe('');
		link.take();
		expect(link.sent()).toMatch(/\u001B\[J[\s\S]*one/);
	});
});

describe('a message', () => {
	test('is sent at once', () => {
		const {link, screen} = open();
		screen.send('\u0007');
		expect(link.sent()).toBe('\u0007');
	});

	test('waits while the link is busy, and gives way to a newer one', () => {
		const {link, screen} = open();
		screen.write('one');
		link.sent();
		screen.send('old');
		screen.send('new');
		link.take();
		expect(link.sent()).toBe('new');
	});
});

describe('idle', () => {
	test('is true at once when everything is taken', async () => {
		const {screen} = open();
		expect(await screen.idle(0)).toBe(true);
	});

	test('becomes true when the last write is taken', async () => {
		const {link, screen} = open();
		screen.write('one');
		screen.write('two');
		const idle = screen.idle(4000);
		link.take();
		link.take();
		expect(await idle).toBe(true);
	});

	test('is false when the link stays stalled', async () => {
		const {screen} = open();
		screen.write('one');
		expect(await screen.idle(1)).toBe(false);
	});
});

test('a stream that is closed gets nothing', () => {
	const {link, screen} = open();
	link.writable = false;
	screen.write('one');
	screen.close();
	expect(link.sent()).toBe('');
	expect(screen.traffic.bytes).toBe(0);
});

test('without a size it takes the usual one', () => {
	const link = new Link(0, 0);
	const screen = new CellScreen(link);
	expect([screen.columns, screen.rows]).toEqual([80, 24]);
});
