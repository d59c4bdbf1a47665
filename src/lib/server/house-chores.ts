import { verifyChain } from './audit/chain';
import type { Chore } from './chores';
import { db } from './db/client';
import { log } from './log';
import { sweep } from './rate-limit';

export const houseChores: Chore[] = [
	{ name: 'delete old counters and challenges', everyMinutes: 60, run: () => sweep() },
	{
		// A log that is kept elsewhere then proves what the chain looked like on a day.
		name: "write the audit log's head into the site's log",
		everyMinutes: 24 * 60,
		run: async () => {
			const { entries, head, brokenAt } = await verifyChain(db());
			if (brokenAt === undefined) log.info({ entries, head }, 'audit chain');
			else log.error({ entries, head, brokenAt }, 'the audit chain is broken');
		},
	},
];
