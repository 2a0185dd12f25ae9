// `npm run release -- --dry-run [step …]`: everything that a release takes but publishing, and then what would be published.
// With names of steps only those are done.
import {releaseSteps, whatWouldBePublished} from './release-steps.ts';

const words = process.argv.slice(2);
const names = words.filter(word => word !== '--dry-run');
const unknown = names.find(name => releaseSteps.every(step => step.name !== name));
if (unknown !== undefined) {
	console.error(`there is no step "${unknown}"; there are ${releaseSteps.map(({name}) => name).join(', ')}`);
	process.exit(2);
}
if (!words.includes('--dry-run')) {
	console.error(
		'nothing is published from here: where to is for people to decide; --dry-run does all that comes before',
	);
	process.exit(2);
}
const steps = releaseSteps.filter(({name}) => names.length === 0 || names.includes(name));
for (const {name, what, run} of steps) {
	try {
		console.log(`✓ ${name} (${what}): ${run()}`);
	} catch (error) {
		console.error(`✗ ${name} (${what}): ${error instanceof Error ? error.message : String(error)}`);
		process.exit(1);
	}
}
if (steps.length === releaseSteps.length) {
	console.log(`\nThis was not done, and would be now:\n${whatWouldBePublished().join('\n')}`);
}
