// Which system a scenario is played in.
import type {Cast} from './cast.ts';
import {demoCast} from './demo-cast.ts';
import {generatedCast} from './generated-cast.ts';
import {placesIn} from './places.ts';
import {quietCast} from './quiet-cast.ts';
import {calm} from './scenarios/calm.ts';
import type {Scenario} from './scenarios/scenario.ts';
import {tour} from './scenarios/tour.ts';

/** Two clusters of three: what a scenario needs. */
const fewestServersOfScenario = 6;

/** A system of a number of servers in which the applications of the demo work, so that there is somebody to go wrong. */
function extendedCast(servers: number): Cast {
	if (servers < fewestServersOfScenario) {
		throw new RangeError(`a scenario needs at least ${fewestServersOfScenario} servers, not ${servers}`);
	}
	const generated = generatedCast(servers, Math.floor(servers / 2));
	const [from, to] = [placesIn(quietCast), placesIn(generated)];
	const names = new Map([...from.east, ...from.west].map((name, index) => [name, [...to.east, ...to.west][index]]));
	const known = new Set(generated.accounts.map(({id}) => id));
	return {
		...generated,
		accounts: [...generated.accounts, ...quietCast.accounts.filter(({id}) => !known.has(id))],
		applications: [
			...generated.applications,
			...quietCast.applications.map(application => ({
				...application,
				serverNames: application.serverNames.flatMap(name => names.get(name) ?? []),
			})),
		],
	};
}

function baseFor(scenario: Scenario | undefined, servers: number | undefined): Cast {
	const isCalm = scenario === undefined || scenario === calm;
	if (servers !== undefined) return isCalm ? generatedCast(servers) : extendedCast(servers);
	return scenario === undefined || scenario === tour ? demoCast : quietCast;
}

/** Throws a RangeError when there are too few servers. */
export function castFor(scenario: Scenario | undefined, servers: number | undefined): Cast {
	const base = baseFor(scenario, servers);
	return scenario?.prepare?.(base) ?? base;
}
