import {expect, test} from 'vitest';
import {createCore} from '../../source/core/core.ts';
import type {Source} from '../../source/sources/source.ts';
import {natsSource} from '../../source/sources/nats/nats-source.ts';
import {createWatch} from '../../source/runtime/watch.ts';
import {createSwitching} from '../../source/runtime/switching.ts';
import {settingsOf} from '../connection/settings-of.ts';
import {silentPort} from '../connection/diagnosis/strange-ports.ts';
import {recordingNothing} from '../helpers/recording-nothing.ts';

test('a switch that is given up is tried no further, and the newest one counts', async () => {
	const ports = await Promise.all([silentPort(), silentPort()]);
	const [first, second] = ports;
	const failures: string[] = [];
	try {
		const sources = new Map<string, Source>(
			ports.map(({address}) => [address, natsSource(settingsOf(`-s ${address} --user sys --timeout 300ms`))]),
		);
		const switching = createSwitching({
			open(name) {
				const source = sources.get(name);
				if (source === undefined) throw new Error(`no source is called ${name}`);
				const core = createCore({view: 'overview', utc: true, label: name});
				return createWatch({source, core, recorder: recordingNothing(), setBackMs: () => 0, perform: () => {}});
			},
			deliver: () => {},
			changed: () => {},
			connected: () => {},
			failed: name => failures.push(name),
		});
		switching.to(first.address);
		await first.untilAccepted(1);
		switching.to(second.address);
		await second.untilAccepted(1);
		expect(switching.goingTo()).toBe(second.address);
		await switching.stop();
		expect(switching.goingTo()).toBe('');
		await Promise.all([first.untilEmpty(), second.untilEmpty()]);
		// No probe looks for the reason of what nobody waits for.
		expect([first.accepted(), second.accepted(), failures]).toEqual([1, 1, []]);
	} finally {
		await Promise.all(ports.map(port => port.close()));
	}
});
