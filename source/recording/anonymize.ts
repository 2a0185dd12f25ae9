// Anonymizes a recording: who and where becomes somebody else, the same everywhere in it; what happened, how much and when
// stays. Whatever is not known to be a word of the protocol or of the servers is taken for a name. The recording is gone
// through twice: first for its names, none of which may come about by chance.
import {hidden} from '../format/tame.ts';
import {openEnvelope} from '../wire/envelope.ts';
import {fieldsOrNothing} from '../wire/fields.ts';
import {parsedJson} from '../format/parsed-json.ts';
import type {Message} from '../wire/message.ts';
import {createNames, type Names} from './anonymize-names.ts';
import {type Place, rewrittenJson} from './anonymize-json.ts';
import {
	kindKeys,
	kindWords,
	languages,
	namedBlocks,
	nobodysNames,
	sentenceWords,
	serverReasons,
	subjectTokens,
} from './anonymize-words.ts';
import type {RecordingHeader} from './recording-header.ts';
import type {Kept} from './recording-line.ts';
import {redactSubject, redactText} from './redact.ts';

export type Anonymizer = {
	readonly message: (message: Message) => Kept;
	readonly header: (header: RecordingHeader) => RecordingHeader;
};

const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;
const goDuration = /^-?(?:\d+y)?(?:\d+d)?(?:\d+(?:\.\d+)?(?:h|m|s|ms|\u00b5s|us|ns))*$/;
const isHidden = new RegExp(`^\\[(?:${hidden.slice(1, -1)}|redacted|cut)\\](?: until \\d+)?$`, 'i');
const plainVersion = /^v?\d+(?:\.\d+){0,3}(?:-(?:dev|alpha|beta|rc|preview|RC)[.-]?\d*)?$/;
const versionStart = /^v?\d+(?:\.\d+)*/;
const accountSubject =
	/^(\$SYS\.(?:REQ\.|SERVER\.)?ACCOUNT\.)(.+?)(\.(?:SERVER\.CONNS|CONNS|CONNECT|DISCONNECT|LEAFNODE\.CONNECT|LEAFNODE\.DISCONNECT|CLAIMS\.UPDATE|CLAIMS\.LOOKUP|CLAIMS\.DELETE|INFO|CONNZ|SUBSZ|LEAFZ|JSZ|STATZ))$/;

const addressKeys: ReadonlySet<string> = new Set([
	'address',
	'addr',
	'url',
	'urls',
	'connect_urls',
	'host',
	'ip',
	'listen',
]);
const subjectKeys: ReadonlySet<string> = new Set([
	'subject',
	'subjects',
	'to',
	'local_subject',
	'subscriptions_list',
	'subscriptions_list_detail',
	'deny',
	'allow',
	'filter',
	'filter_subject',
	'filter_subjects',
	'reply',
]);
const sentenceKeys: ReadonlySet<string> = new Set(['reason', 'lostBecause', 'description', 'message', 'error', 'text']);
/** Fields whose values are kept: ids that are counted, and the type of a message. */
const keptKeys: ReadonlySet<string> = new Set(['sid', 'go']);
const typeOfMessage = /^io\.nats\.[a-z0-9._]+$/;

/** A longer text is no address. */
const longestAddress = 300;

/** What becomes of each text, by where it stands. */
function createRules(names: Names) {
	/** `tls://host:4222`: the host is a name like any other. */
	function address(text: string): string {
		if (text.length > longestAddress) return name(text);
		const [, scheme = '', rest = ''] = /^([a-z][a-z0-9+.-]*:\/\/)?(.*)$/is.exec(text) ?? [];
		const [, user = '', place = ''] = /^(?:([^@]*)@)?(.*)$/s.exec(rest) ?? [];
		const [, host = '', port = ''] = /^(.*?)((?<=\]|^[^:]*):\d{1,5})?$/s.exec(place) ?? [];
		const [open, bare, close] =
			host.startsWith('[') && host.endsWith(']') ? ['[', host.slice(1, -1), ']'] : ['', host, ''];
		return `${scheme}${user === '' ? '' : `${name(user)}@`}${open}${name(bare)}${close}${port}`;
	}

	function name(text: string): string {
		return isHidden.test(text) ? text : names.of(text);
	}

	function subject(text: string): string {
		if (text.startsWith('(')) return text;
		const inbox = /^_INBOX\.([^.]+)(?:\.(.*))?$/s.exec(text);
		if (inbox !== null) {
			const [, inboxToken = '', rest] = inbox;
			return `_INBOX.${name(inboxToken)}${rest === undefined ? '' : `.${subject(rest)}`}`;
		}
		// The name of an account may hold dots.
		const [, before = '', account = '', after = ''] = accountSubject.exec(text) ?? [];
		if (account !== '') return `${before}${account === 'PING' ? account : name(account)}${after}`;
		const isOfProtocol = text.startsWith('$');
		return text
			.split('.')
			.map(part => (isOfProtocol && subjectTokens.has(part) ? part : name(part)))
			.join('.');
	}

	function sentence(text: string, known: ReadonlySet<string>): string {
		return text.replaceAll(/[^\s"'`,;()]+/g, word => {
			const [, core = '', end = ''] = /^(.*?)([.:!?]*)$/s.exec(word) ?? [];
			if (known.has(core.toLowerCase()) || /^[\d.]*$/.test(core)) return word;
			return `${address(core)}${end}`;
		});
	}

	function version(text: string): string {
		if (plainVersion.test(text)) return text;
		const start = versionStart.exec(text)?.[0] ?? '';
		return `${start}${name(text.slice(start.length))}`;
	}

	function value(text: string, {key}: Place): string {
		if (nobodysNames.has(text) || isHidden.test(text) || time.test(text)) return text;
		if (kindKeys.has(key) && (kindWords.has(text) || typeOfMessage.test(text))) return text;
		if (keptKeys.has(key)) return text;
		if (key === 'ver' || key === 'version') return version(text);
		if (key === 'lang' && languages.has(text)) return text;
		if (sentenceKeys.has(key)) return serverReasons.has(text) ? text : sentence(text, sentenceWords);
		if (key === 'note') return sentence(text, new Set());
		if (subjectKeys.has(key)) return subject(text);
		if (addressKeys.has(key)) return address(text);
		if (durationKeys.has(key) && goDuration.test(text)) return text;
		return name(text);
	}

	function field(text: string, {key}: Place): string {
		return namedBlocks.has(key) || !/^[a-z_][A-Za-z0-9_]*$/.test(text) ? fieldName(text, key) : text;
	}

	function fieldName(text: string, block: string): string {
		return block === 'memstats' || block === 'BySize' || block === '' ? text : name(text);
	}

	return {
		name,
		subject,
		label: (text: string): string => (text === 'demo' ? text : address(text)),
		payload: (text: string, isJson: boolean): string =>
			isJson ? rewrittenJson(text, {text: value, key: field}) : sentence(text, new Set()),
	};
}

const durationKeys: ReadonlySet<string> = new Set(['rtt', 'idle', 'uptime', 'last_seen', 'wait_time', 'max_wait_time']);

/** A message whose secrets are cut out: recordings by other means may hold some. */
function withoutSecrets({text, subject, ...rest}: Message): Kept {
	const whole = text === '' ? '' : redactText(text, openEnvelope(text));
	const isJson = fieldsOrNothing(parsedJson(whole)) !== undefined;
	return {...rest, subject: redactSubject(subject), text: whole, isJson};
}

function anonymized(message: Message, {subject, payload, name}: ReturnType<typeof createRules>): Kept {
	const kept = withoutSecrets(message);
	const {reply} = kept;
	return {
		...kept,
		subject: subject(kept.subject),
		text: kept.text === '' ? '' : payload(kept.text, kept.isJson),
		...(reply !== undefined && {reply: reply.startsWith('_INBOX.') ? subject(reply) : name(reply)}),
	};
}

/** Goes through a recording for its names; `done` gives what makes it anonymous. */
export function collectNames(): {readonly note: (message: Message) => void; readonly done: () => Anonymizer} {
	const found = new Set<string>();
	const finding = createRules({
		of(name) {
			found.add(name);
			return name;
		},
	});
	return {
		note(message) {
			anonymized(message, finding);
		},
		done() {
			const rules = createRules(createNames(found));
			return {
				message: message => anonymized(message, rules),
				header: ({at, program, label, servers}) => ({
					at,
					program,
					label: rules.label(label),
					servers: servers.map(({name, id, cluster, version}) => ({
						name: rules.name(name),
						id: rules.name(id),
						cluster: rules.name(cluster),
						version,
					})),
				}),
			};
		},
	};
}
