import type { Chore } from '../../server/chores';
import { db } from '../../server/db/client';
import { sweepSessions } from './end-sessions';

export const sessionChores: Chore[] = [
	{
		name: 'delete sessions that are over',
		everyMinutes: 60,
		run: async () => {
			await sweepSessions(db());
		},
	},
];
