// The messages that the tutorial about the system account in the NATS documentation lists.
import {claimsMessage} from './claims-message.ts';
import {authErrorMessage, connectMessage, connsMessage, disconnectMessage} from './client-messages.ts';
import {leafConnectMessage, leafDisconnectMessage, leafDownMessage, leafUpMessage} from './leafnode-messages.ts';
import type {TutorialMessage} from './tutorial-message.ts';
import {heartbeatMessage, pingMessage, serverStatsMessage} from './server-messages.ts';

export const tutorialMessages: readonly TutorialMessage[] = [
	connectMessage,
	disconnectMessage,
	connsMessage,
	authErrorMessage,
	leafUpMessage,
	leafDownMessage,
	leafConnectMessage,
	leafDisconnectMessage,
	heartbeatMessage,
	serverStatsMessage,
	pingMessage,
	claimsMessage,
];
