// What is done before anything is published, in this order. A step throws an error that says what is wrong, or says in a
// line what it found.
import {execFileSync, spawnSync} from 'node:child_process';
import {readdirSync, readFileSync, statSync} from 'node:fs';
import path from 'node:path';
import {root} from '../bundle-state.ts';
import about from '../../../package.json' with {type: 'json'};
import {changesOf} from './changes-of.ts';
import {writeChecksums} from './checksums.ts';
import {releaseFolder} from './folders.ts';

export type ReleaseStep = {readonly name: string; readonly what: string; readonly run: () => string};

const tag = `v${about.version}`;

function git(...words: readonly string[]): string {
	return execFileSync('git', [...words], {cwd: root, encoding: 'utf8'}).trim();
}

function script(name: string): () => string {
	return () => {
		const {status} = spawnSync('npm', ['run', '--silent', name], {cwd: root, stdio: 'inherit'});
		if (status !== 0) throw new Error(`"npm run ${name}" did not pass`);
		return 'passed';
	};
}

function cleanTree(): string {
	const changed = git('status', '--porcelain');
	if (changed !== '') throw new Error(`there are changes that are in no commit:\n${changed}`);
	if (git('tag', '--list', tag) !== '') throw new Error(`the tag ${tag} is there already`);
	return `commit ${git('rev-parse', '--short', 'HEAD')}`;
}

function describedChanges(): string {
	const changes = changesOf(about.version, readFileSync(path.join(root, 'CHANGELOG.md'), 'utf8'));
	return `${changes.split('\n').length} lines about ${about.version}`;
}

/** Whether the registry knows of weaknesses in what is installed. One that does not answer is no finding, and is told. */
function audit(): string {
	const {stdout, status} = spawnSync('npm', ['audit', '--json', '--audit=true'], {cwd: root, encoding: 'utf8'});
	if (status === 0) return 'no findings';
	const answer: unknown = JSON.parse(stdout || '{}');
	if (typeof answer === 'object' && answer !== null && 'auditReportVersion' in answer) {
		throw new Error('"npm audit" has findings');
	}
	return 'NOT DONE: the registry does not answer "npm audit"; do it with one that does';
}

function packForNpm(): string {
	const words = ['pack', '--ignore-scripts', '--silent', '--pack-destination', releaseFolder];
	const file = execFileSync('npm', words, {cwd: root, encoding: 'utf8'}).trim();
	writeChecksums(releaseFolder);
	return file;
}

export const releaseSteps: readonly ReleaseStep[] = [
	{name: 'tree', what: 'everything is in a commit', run: cleanTree},
	{name: 'changes', what: 'CHANGELOG.md tells of this version', run: describedChanges},
	{name: 'audit', what: 'no known weaknesses', run: audit},
	{name: 'test', what: 'checks and tests', run: script('test')},
	{name: 'node-versions', what: 'the package on every Node', run: script('test:node-versions')},
	{name: 'run', what: 'the executables as on a bastion', run: script('test:executables')},
	{name: 'build', what: 'the package', run: script('build')},
	{name: 'executables', what: 'executables and packages of every platform', run: script('executables')},
	{name: 'pack', what: 'the package for npm, and checksums of all', run: packForNpm},
];

/** What would be done now, a line each. */
export function whatWouldBePublished(): string[] {
	const files = readdirSync(releaseFolder).sort();
	const sizes = files.map(file => `${file}, ${(statSync(path.join(releaseFolder, file)).size / 1e6).toFixed(1)} MB`);
	return [
		`git tag ${tag}`,
		...sizes.map(file => `upload ${file}`),
		`npm publish release/${about.name}-${about.version}.tgz`,
	];
}
