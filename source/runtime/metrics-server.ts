// Serves one text over HTTP, and nothing else: to anybody who may connect, read-only, within limits.
import type {IncomingMessage, Server, ServerResponse} from 'node:http';
import {CannotStart} from '../errors/cannot-start.ts';

export type MetricsServer = {
	/** With the port that was chosen where it was to be any. */
	readonly address: string;
	readonly end: () => Promise<void>;
};

const path = '/metrics';
const contentType = 'text/plain; version=0.0.4; charset=utf-8';
/** A scrape needs a few hundred bytes. */
const mostHeaderBytes = 8192;
const mostConnections = 32;
const mostRequestMs = 10_000;

function answer(request: IncomingMessage, response: ServerResponse, text: () => string): void {
	// Nobody who asks for metrics sends anything along.
	request.resume();
	const isMetrics = request.url?.split('?', 1)[0] === path;
	const isReading = request.method === 'GET' || request.method === 'HEAD';
	if (!isMetrics || !isReading) {
		const [status, said] = isMetrics ? [405, 'only GET and HEAD\n'] : [404, `see ${path}\n`];
		response.writeHead(status, {'content-type': 'text/plain', ...(isMetrics && {allow: 'GET, HEAD'})});
		response.end(said);
		return;
	}
	const body = text();
	const headers = {'content-type': contentType, 'content-length': Buffer.byteLength(body), 'cache-control': 'no-store'};
	response.writeHead(200, headers);
	response.end(request.method === 'HEAD' ? undefined : body);
}

function whyNot(error: NodeJS.ErrnoException): string {
	switch (error.code) {
		case 'EADDRINUSE':
			return 'something listens there already';
		case 'EACCES':
			return 'this user may not listen there';
		case 'EADDRNOTAVAIL':
		case 'ENOTFOUND':
			return 'this machine has no such address';
		default:
			return error.message;
	}
}

function listening(server: Server, host: string, port: number): Promise<void> {
	return new Promise((resolve, reject) => {
		server.once('error', error => {
			reject(
				new CannotStart(`cannot serve metrics on ${host}:${port}`, whyNot(error), 'give another --metrics ADDRESS'),
			);
		});
		server.listen({host, port}, resolve);
	});
}

/** `text`: what is served. @throws CannotStart */
export async function serveMetrics(host: string, port: number, text: () => string): Promise<MetricsServer> {
	// HTTP takes TLS and cryptography along, of which nothing else has need.
	const {createServer} = await import('node:http');
	const server = createServer(
		{maxHeaderSize: mostHeaderBytes, requestTimeout: mostRequestMs, headersTimeout: mostRequestMs},
		(request, response) => answer(request, response, text),
	);
	server.maxConnections = mostConnections;
	server.on('clientError', (_error, socket) => socket.destroy());
	await listening(server, host, port);
	const bound = server.address();
	const chosen = typeof bound === 'object' && bound !== null ? bound.port : port;
	return {
		address: `http://${host.includes(':') ? `[${host}]` : host}:${chosen}${path}`,
		end() {
			return new Promise(resolve => {
				server.close(() => resolve());
				server.closeAllConnections();
			});
		},
	};
}
