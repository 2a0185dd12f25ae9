// The real nats-server the tests talk to.
import {execFile, spawn} from 'node:child_process';
import {existsSync} from 'node:fs';
import path from 'node:path';
import {root} from '../../source/package/bundle-state.ts';

/** What is installed when the machine has no server of its own that is new enough. */
const wanted = '2.15.2';
const oldestMinor = 12;

export type Found = {readonly file: string; readonly version: string};

/** The version a nats-server tells, `2.15.2`; undefined when the file is none or cannot be run. */
function versionOf(file: string): Promise<string | undefined> {
	return new Promise(resolve => {
		execFile(file, ['--version'], {timeout: 10_000}, (_error, stdout) => {
			resolve(/^nats-server: v(\d+\.\d+\.\S+)/.exec(stdout)?.[1]);
		});
	});
}

function isNewEnough(version: string): boolean {
	const [major = 0, minor = 0] = version.split('.').map(Number);
	return major > 2 || (major === 2 && minor >= oldestMinor);
}

function onPath(name: string, environment: NodeJS.ProcessEnv): string | undefined {
	return (environment['PATH'] ?? '')
		.split(path.delimiter)
		.map(directory => path.join(directory, name))
		.find(file => path.isAbsolute(file) && existsSync(file));
}

function install(go: string, folder: string, environment: NodeJS.ProcessEnv): Promise<void> {
	console.log(`getting nats-server ${wanted} with go (once, a minute or two)`);
	return new Promise((resolve, reject) => {
		const child = spawn(go, ['install', `github.com/nats-io/nats-server/v2@v${wanted}`], {
			stdio: ['ignore', 'ignore', 'inherit'],
			env: {...environment, GOBIN: folder, GOFLAGS: '', CGO_ENABLED: '0'},
		});
		child.on('error', reject);
		child.on('exit', code => {
			if (code === 0) resolve();
			else
				reject(
					new Error(
						`"go install" of nats-server ${wanted} did not work; put a nats-server 2.${oldestMinor} or newer on the PATH`,
					),
				);
		});
	});
}

/**
 * The server named by the variable NATS_SERVER, else the one on the PATH when it is new enough, else one installed with
 * go into `folder`. Rejects with a sentence that says what to install.
 */
export async function natsServer(
	environment: NodeJS.ProcessEnv,
	folder = path.join(root, '.cache/bin'),
): Promise<Found> {
	const named = environment['NATS_SERVER'];
	if (named !== undefined && named !== '') {
		const version = await versionOf(named);
		if (version === undefined) {
			throw new Error(`the variable NATS_SERVER names "${named}", which is no nats-server that can be run`);
		}
		if (!isNewEnough(version)) {
			throw new Error(
				`the variable NATS_SERVER names a nats-server ${version}; the tests need 2.${oldestMinor} or newer`,
			);
		}
		return {file: path.resolve(named), version};
	}

	const installed = onPath('nats-server', environment);
	const installedVersion = installed && (await versionOf(installed));
	if (installed && installedVersion && isNewEnough(installedVersion)) {
		return {file: installed, version: installedVersion};
	}

	const cached = path.join(folder, 'nats-server');
	if ((await versionOf(cached)) !== wanted) {
		const go = onPath('go', environment);
		if (go === undefined) {
			throw new Error(
				`the tests need a real nats-server: install nats-server 2.${oldestMinor} or newer, or Go to have it built here`,
			);
		}
		await install(go, folder, environment);
	}
	const version = await versionOf(cached);
	if (version === undefined) throw new Error(`"${cached}" was installed but cannot be run`);
	return {file: cached, version};
}
