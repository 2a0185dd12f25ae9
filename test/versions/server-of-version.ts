// nats-servers of any version, each built once with go and kept.
import {spawn} from 'node:child_process';
import {existsSync, mkdirSync} from 'node:fs';
import path from 'node:path';
import {root} from '../../source/package/bundle-state.ts';

const program = 'go';

/** The program of a nats-server of this version, built when it is not there yet. */
export async function serverOfVersion(version: string): Promise<string> {
	const folder = path.join(root, '.cache/bin', version);
	const file = path.join(folder, 'nats-server');
	if (existsSync(file)) return file;
	console.log(`building nats-server ${version} with go (once, about a minute)`);
	mkdirSync(folder, {recursive: true});
	await new Promise<void>((resolve, reject) => {
		const child = spawn(program, ['install', `github.com/nats-io/nats-server/v2@v${version}`], {
			stdio: ['ignore', 'ignore', 'inherit'],
			env: {...process.env, GOBIN: folder, GOFLAGS: '', CGO_ENABLED: '0'},
		});
		child.once('error', () => reject(new Error('older nats-servers are built with go, which is not installed')));
		child.once('exit', code => {
			if (code === 0) resolve();
			else reject(new Error(`"go install" of nats-server ${version} did not work`));
		});
	});
	return file;
}
