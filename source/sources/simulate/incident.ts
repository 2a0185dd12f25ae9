// What can go wrong in a simulated system, as data: a scenario is a list of it.

export type Incident = {
	/** Milliseconds after the beginning of its round. */
	readonly atMs: number;
	readonly action: IncidentAction;
};

export type IncidentAction =
	/** The credentials of an application stop working: its clients are disconnected and retry, refused each time. */
	| {readonly kind: 'refuse'; readonly application: string; readonly withinMs: number}
	| {readonly kind: 'admit'; readonly application: string}
	/** So many of an application's clients disconnect soon after each connect, for a reason: `Client Closed` by default. */
	| {
			readonly kind: 'loop';
			readonly application: string;
			readonly clients: number;
			readonly lifetimeMs: number;
			readonly pauseMs: number;
			readonly reason?: string;
	  }
	| {readonly kind: 'calm'; readonly application: string}
	| {readonly kind: 'crash'; readonly server: string}
	| {readonly kind: 'shut down'; readonly server: string}
	/** `drainMs`: how long until the last of its clients is disconnected and it ends. */
	| {readonly kind: 'lame duck'; readonly server: string; readonly drainMs?: number}
	/** With a version: it was upgraded. */
	| {readonly kind: 'start'; readonly server: string; readonly version?: string}
	/** One client of an application is disconnected for a reason. */
	| {readonly kind: 'lose'; readonly application: string; readonly reason: string}
	/** Clients of an application, all unless told how many, are replaced by ones with another version of the library. */
	| {
			readonly kind: 'deploy';
			readonly application: string;
			readonly version: string;
			readonly withinMs: number;
			readonly clients?: number;
	  }
	/** An application gets so many clients more. */
	| {readonly kind: 'grow'; readonly application: string; readonly clients: number; readonly withinMs: number}
	/** Those that it got are taken away again. */
	| {readonly kind: 'shrink'; readonly application: string; readonly withinMs: number}
	/** An account may have so many connections; infinite for any number. */
	| {readonly kind: 'limit'; readonly account: string; readonly connections: number}
	/** The meta leader of JetStream steps down, and no election succeeds until the next one. */
	| {readonly kind: 'lose meta leader'}
	| {readonly kind: 'elect meta leader'}
	/** The routes of a server to others of its cluster are lost, and cannot be made again until they are mended. */
	| {readonly kind: 'cut'; readonly server: string; readonly from: readonly string[]}
	| {readonly kind: 'mend'; readonly server: string; readonly from: readonly string[]}
	/** Clients of an application are replaced by ones that log in with a JWT that is good for so long. */
	| {
			readonly kind: 'credentials';
			readonly application: string;
			readonly validForMs: number;
			readonly withinMs: number;
	  }
	/** Each client of an application subscribes so often a second, and never unsubscribes. */
	| {readonly kind: 'leak'; readonly application: string; readonly perSecond: number}
	/** It does so no more, and its clients are replaced. */
	| {readonly kind: 'stop leak'; readonly application: string; readonly withinMs: number}
	/** All traffic becomes so many times what it was at first, little by little. */
	| {readonly kind: 'traffic'; readonly times: number; readonly overMs: number};
