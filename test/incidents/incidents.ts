// `npm run incidents [-- <name>…]`: makes incidents happen on real servers, watches them as a person would, and prints
// for each whether the right problem stood on the first screen, after how long, when it ended, and what was said besides.
import {writeFileSync, writeSync} from 'node:fs';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {stopServers} from '../helpers/nats-server.ts';
import {natsServer} from '../runner/nats-server.ts';
import type {Incident} from './incident.ts';
import {judge} from './judge.ts';
import * as calm from './scenarios/calm.ts';
import * as capacity from './scenarios/capacity.ts';
import * as clients from './scenarios/clients.ts';
import * as jetStream from './scenarios/jetstream.ts';
import * as leafnodes from './scenarios/leafnodes.ts';
import * as links from './scenarios/links.ts';
import * as load from './scenarios/load.ts';
import * as logins from './scenarios/logins.ts';
import * as ownLink from './scenarios/own-link.ts';
import * as servers from './scenarios/servers.ts';
import {watchFrom} from './watcher.ts';

const incidents: readonly Incident[] = [
	servers,
	links,
	leafnodes,
	logins,
	clients,
	load,
	capacity,
	jetStream,
	ownLink,
	calm,
].flatMap(part => Object.values(part));

/** Watched before it happens, so that what is usual is known. */
const quietMs = 6000;

/** A source takes what is written to the console for itself. */
function print(line: string): void {
	writeSync(1, `${line}\n`);
}

const wait = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

async function run(incident: Incident): Promise<boolean> {
	const scene = await incident.prepare();
	try {
		const watcher = await watchFrom(scene);
		try {
			await wait(quietMs);
			let knowableAt = watcher.now();
			let endedAt: number | undefined;
			await scene.happen({
				wait,
				knowable() {
					knowableAt = watcher.now();
				},
				ended() {
					endedAt = watcher.now();
				},
			});
			const {passed, lines} = judge(incident, watcher.sightings(), {knowableAt, endedAt});
			print(`${passed ? '✓' : '✗'} ${incident.name}: ${incident.story}`);
			for (const line of lines) print(`  ${line}`);
			if (!passed && process.env['SHOW_SCREEN'] !== undefined) print(watcher.screen());
			if (folder !== undefined) {
				writeFileSync(join(folder, `${incident.name}.ndjson.gz`), gzipSync(watcher.recording()));
			}
			return passed;
		} finally {
			await watcher.stop();
		}
	} finally {
		await scene.stop?.();
		await stopServers();
	}
}

/** Where what was heard is kept, as recordings for tests. */
const folder = process.env['RECORDINGS'];

const wanted = process.argv.slice(2);
const chosen = incidents.filter(({name, isLong}) => (wanted.length === 0 ? isLong !== true : wanted.includes(name)));
if (chosen.length === 0) {
	print(`no such incident; there are ${incidents.map(({name}) => name).join(' ')}`);
	process.exit(2);
}
process.env['NATS_SERVER'] = (await natsServer(process.env)).file;
let failed = 0;
for (const incident of chosen) if (!(await run(incident))) failed++;
print(`${chosen.length - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
