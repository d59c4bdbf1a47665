import type { Chore } from '../../server/chores';
import { log } from '../../server/log';
import { pollKeys } from './ballot-box';

export const ballotChores: Chore[] = [
	{
		name: 'delete the pseudonym keys of polls that closed long ago',
		everyMinutes: 60,
		run: async () => {
			const keys = await pollKeys.deleteOld();
			if (keys > 0) log.info({ keys }, 'deleted keys of closed polls');
		},
	},
];
