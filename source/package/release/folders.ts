import path from 'node:path';
import {root} from '../bundle-state.ts';

/** What is published lies here. */
export const releaseFolder = path.join(root, 'release');

/** The executables as they are run, a folder for each platform. */
export const builtFolder = path.join(root, '.cache/executables');
