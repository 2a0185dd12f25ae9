import {createSystemRecorder, type SystemRecorder} from '../../source/runtime/recorder.ts';

/** A recorder that keeps nothing. */
export function recordingNothing(): SystemRecorder {
	return createSystemRecorder({flightRecorderBytes: 0, program: ''});
}
