import type { Chore } from '../../server/chores';
import { db } from '../../server/db/client';
import { sweepSessions } from './end-sessions';
import { endStreamsOfEnded } from './end-streams';

export const sessionChores: Chore[] = [
	{
		name: 'delete sessions that are over',
		everyMinutes: 60,
		run: async () => {
			await sweepSessions(db());
		},
	},
	{
		name: 'end the streams of sessions that are over',
		everyMinutes: 0.5,
		run: () => endStreamsOfEnded(db()),
	},
];
