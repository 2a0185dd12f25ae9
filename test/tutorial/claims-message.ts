// Claims that are pushed to the servers.
import {expect} from 'vitest';
import {lineWith, notableOf, type TutorialMessage} from './tutorial-message.ts';

export const claimsMessage: TutorialMessage = {
	title: 'CLAIMS.UPDATE',
	matches: ({subject}) => subject.startsWith('$SYS.ACCOUNT.') && subject.endsWith('.CLAIMS.UPDATE'),
	whyAbsent: ({hasClaims}) => (hasClaims ? undefined : 'accounts of a configuration file have no claims'),
	async provoke(topology, watch) {
		const {operator} = topology;
		if (operator === undefined) throw new Error('there is no operator');
		const id = topology.accountId('LIMITED');
		const page = () => watch.page({kind: 'account', id});
		// A server loads an account, and tells its claims, once it is in use.
		await topology.connect(topology.far, 'LIMITED', {name: 'limited'});
		await watch.until('the account', () => watch.model.accounts.get(id));
		const infoSubject = `$SYS.REQ.ACCOUNT.${id}.INFO`;
		expect(page().polls.map(({request}) => request.subject)).toContain(infoSubject);
		watch.ask(infoSubject);
		await watch.until('its claims', () => /connections +100$/m.test(page().text));
		lineWith(page().text, 'issued by', operator.id);
		lineWith(page().text, 'unlimited', 'leafnodes, subscriptions, payload');

		const token = await operator.push('LIMITED', {conn: 50});
		const change = `connections 100 → 50, issued by ${operator.id.slice(0, 5)}…`;
		await watch.until('the change', () => notableOf(watch, 'claims', 'LIMITED')?.text === change);
		lineWith(watch.text('overview'), 'claims', 'LIMITED', change);
		lineWith(page().text, 'pushed', 'asking the servers whether they accepted them');
		await watch.until('the servers’ word', () => {
			watch.ask(infoSubject);
			return page().text.includes(', accepted');
		});
		lineWith(page().text, 'servers', `${topology.far.name} uses these`);
		lineWith(page().text, 'connections', '50 (was 100)');
		// The claims are shown, the token that carries them is not.
		lineWith(watch.text('messages'), `${id}.CLAIMS.UPDATE`);
		expect(watch.text('messages')).not.toContain(token.slice(0, 20));

		// A push as `nats` does it is seen as well.
		await operator.request('LIMITED', {conn: 45});
		const asked = `connections 50 → 45, issued by ${operator.id.slice(0, 5)}…`;
		await watch.until('the next change', () => notableOf(watch, 'claims', 'LIMITED')?.text === asked);
		lineWith(watch.text('overview'), 'claims', 'LIMITED', asked);
		await watch.until('the servers’ word on it', () => {
			watch.ask(infoSubject);
			return page().text.includes(', accepted');
		});
		lineWith(page().text, 'connections', '45 (was 50)');
		let now = 45;

		// A push as `nsc` does it, to servers that store accounts, is seen in the claims that they use afterwards.
		if (operator.requestOfKeepers !== undefined) {
			now = 40;
			await operator.requestOfKeepers('LIMITED', {conn: now});
			const unseen = `connections 45 → 40, as ${topology.far.name} tells, issued by ${operator.id.slice(0, 5)}…`;
			await watch.until('the change after that', () => {
				watch.ask(infoSubject);
				return notableOf(watch, 'claims', 'LIMITED')?.text === unseen;
			});
			// Long names beside it may leave no room for the last character of the key.
			lineWith(watch.text('overview'), unseen.slice(0, -2));
			lineWith(page().text, 'connections', '40 (was 45)');
		}

		// Claims that no server accepts are shown as pushed and as not taken, beside those in use.
		await operator.pushForged('LIMITED', {conn: 7});
		await watch.until('the forgery', () =>
			new RegExp(`^issuer O\\S+ → O\\S+, connections ${now} → 7,`).test(
				notableOf(watch, 'claims', 'LIMITED')?.text ?? '',
			),
		);
		await watch.until('what the servers say to it', () => {
			watch.ask(infoSubject);
			return page().text.includes('no server uses them');
		});
		lineWith(page().text, 'connections', new RegExp(`${now}$`));
		for (const part of token.split('.')) {
			const seen = [page().text, watch.text('overview'), watch.text('messages')].join('\n');
			expect(seen).not.toContain(part.slice(0, 24));
		}
	},
};
