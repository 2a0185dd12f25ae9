// What is on the screen before there is anything to see.
import {once} from 'node:events';
import {createServer, type Socket} from 'node:net';
import {afterAll, describe, test} from 'vitest';
import {wholeModes} from '../helpers/terminal.ts';
import {endProgramsAfterAll, runInTerminal} from './program.ts';

endProgramsAfterAll();

const ends: (() => void)[] = [];
afterAll(() => {
	for (const end of ends) end();
});

const columns = 100;

/** A port on which `greet` is all that ever happens. */
async function port(greet: (socket: Socket) => void): Promise<number> {
	const sockets = new Set<Socket>();
	const server = createServer(socket => {
		sockets.add(socket.on('error', () => {}));
		greet(socket);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	ends.push(() => {
		for (const socket of sockets) socket.destroy();
		server.close();
	});
	const address = server.address();
	return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Accepts every login and answers nothing but PING. */
function silentServer(socket: Socket): void {
	const info = {
		server_id: 'N',
		server_name: 'mute',
		version: '2.15.2',
		proto: 1,
		headers: true,
		max_payload: 1_048_576,
	};
	socket.write(`INFO ${JSON.stringify(info)}\r\n`);
	socket.setEncoding('latin1').on('data', (text: string) => {
		for (const _ping of text.matchAll(/PING\r\n/g)) socket.write('PONG\r\n');
	});
}

describe.concurrent('while it connects', () => {
	test('to a port that accepts and says nothing, a line counts the seconds; Ctrl-C ends it', async ({expect}) => {
		const number = await port(() => {});
		const program = runInTerminal(`-s 127.0.0.1:${number} --timeout 20s`, {columns, rows: 30});
		await program.until(seen => seen[0] === `connecting to 127.0.0.1:${number} · ^C ends`);
		expect(program.screen().slice(1).join('')).toBe('');
		expect(program.modes()).toMatchObject({isAlternateScreen: true, isCursorHidden: true});
		await program.until(seen => seen[0] === `connecting to 127.0.0.1:${number} · 2 s · ^C ends`);
		program.keys('q5\u001B[200~\u0003\u001B[201~');
		program.keys('\u0003');
		expect(await program.exited).toEqual({code: 130, signal: undefined});
		expect(program.modes()).toEqual(wholeModes);
		expect(program.screen().join('')).toBe('');
	});

	test('and cannot, it says so on the screen that was there before', async ({expect}) => {
		const number = await port(() => {});
		const program = runInTerminal(`-s 127.0.0.1:${number} --timeout 1s`, {columns, rows: 30});
		await program.until('connecting to');
		expect(await program.exited).toEqual({code: 1, signal: undefined});
		expect(program.modes()).toEqual(wholeModes);
		expect(program.screen()[0]).toMatch(/^nats-top-sys: /);
	});

	test('and is connected, but nothing is answered, the line says that', async ({expect}) => {
		const number = await port(silentServer);
		const program = runInTerminal(`-s 127.0.0.1:${number} --ascii`, {columns, rows: 30});
		await program.until(/^connected to 127\.0\.0\.1:\d+, waiting for answers \. /);
		program.keys('\u0003');
		expect(await program.exited).toEqual({code: 130, signal: undefined});
		expect(program.modes()).toEqual(wholeModes);
	});
});
