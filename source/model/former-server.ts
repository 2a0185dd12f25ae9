import type {Server} from './server.ts';

/** What is kept of a server that has left the model, for what still tells of it. */
export type FormerServer = Pick<Server, 'rawName' | 'name' | 'cluster'>;
