import type {Incident} from './incident.ts';
import {incidentJson} from './incident-json.ts';
import {incidentMarkdown} from './incident-markdown.ts';

/** The texts of the two files of an incident snapshot. */
export function incidentTexts(incident: Incident): {readonly markdown: string; readonly json: string} {
	return {
		markdown: incidentMarkdown(incident),
		json: `${JSON.stringify(incidentJson(incident), undefined, 2)}\n`,
	};
}
