import type { Chore } from '../../server/chores';
import { db } from '../../server/db/client';
import { articleCounts } from './article-counts';

export const embedChores: Chore[] = [
	{
		name: 'write how many answered in which article',
		everyMinutes: 60,
		run: async () => {
			await articleCounts.write(db());
		},
	},
];
