// nfpm, which writes packages of Debian and of Red Hat without their tools; built once with Go.
import {execFileSync} from 'node:child_process';
import {existsSync, mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {root} from '../bundle-state.ts';

/** The newest whose parts all come from the proxy of Go modules. */
const version = '2.45.2';
const folder = path.join(root, `.cache/bin/nfpm-${version}`);
const program = path.join(folder, 'nfpm');

/** Throws an error that says what to install. */
function requireNfpm(): void {
	if (existsSync(program)) return;
	console.log(`building nfpm ${version} with go (once, about a minute)`);
	mkdirSync(folder, {recursive: true});
	try {
		execFileSync('go', ['install', `github.com/goreleaser/nfpm/v2/cmd/nfpm@v${version}`], {
			env: {...process.env, GOBIN: folder, GOFLAGS: '', CGO_ENABLED: '0'},
			stdio: ['ignore', 'ignore', 'pipe'],
		});
	} catch (error) {
		throw new Error(`nfpm ${version} could not be built: it needs Go and the proxy of its modules`, {cause: error});
	}
}

/** Writes one package to `file`; `settings` as nfpm's documentation has them, all paths absolute. */
export function writePackage(kind: 'deb' | 'rpm', settings: object, file: string, work: string): void {
	requireNfpm();
	const description = path.join(work, `${kind}.json`);
	// What is JSON is YAML.
	writeFileSync(description, JSON.stringify(settings));
	execFileSync(program, ['package', '--config', description, '--packager', kind, '--target', file], {
		stdio: ['ignore', 'ignore', 'inherit'],
	});
}
