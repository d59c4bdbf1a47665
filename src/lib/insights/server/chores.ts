import type { Chore } from '../../server/chores';
import { db } from '../../server/db/client';
import { log } from '../../server/log';
import { releaseBreakdowns } from './release-breakdowns';

export const insightChores: Chore[] = [
	{
		name: 'release what may be shown of areas and ages',
		everyMinutes: 10,
		run: async () => {
			const polls = await releaseBreakdowns(db());
			if (polls > 0) log.info({ polls }, 'released breakdowns');
		},
	},
];
