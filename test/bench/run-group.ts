// The process of one group: measures and sends the figures to the one that started it.
import process from 'node:process';
import {groups} from './groups.ts';

const [name, ...options] = process.argv.slice(2);
const group = groups.find(each => each.name === name);
if (group === undefined) throw new Error(`there is no measurement "${name}"`);
const measure = await group.load();
const figures = await measure(options.includes('--quick'));
process.send?.(figures, () => process.exit(0));
