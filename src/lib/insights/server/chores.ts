import type { Chore } from '../../server/chores';
import { db } from '../../server/db/client';
import { log } from '../../server/log';
import { findGroupsAside } from './groups/find-groups-aside';
import { renewGroups } from './groups/renew-groups';
import { releaseBreakdowns } from './release-breakdowns';

let isRenewing = false;

export const insightChores: Chore[] = [
	{
		name: 'release what may be shown of areas and ages',
		everyMinutes: 10,
		run: async () => {
			const polls = await releaseBreakdowns(db());
			if (polls > 0) log.info({ polls }, 'released breakdowns');
		},
	},
	{
		name: 'find opinion groups',
		everyMinutes: 1 / 6,
		run: async () => {
			// A large conversation takes longer than the rhythm.
			if (isRenewing) return;
			isRenewing = true;
			try {
				const threads = await renewGroups(db(), findGroupsAside);
				if (threads > 0) log.info({ threads }, 'found opinion groups');
			} finally {
				isRenewing = false;
			}
		},
	},
];
