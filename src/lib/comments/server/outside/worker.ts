/** Asks the service outside soon after a comment was stored, and again and again for what could not be asked. */
import type { Chore } from '../../../server/chores';
import { db } from '../../../server/db/client';
import { env } from '../../../server/env';
import { answerJobs, useService } from './jobs';

let timer: NodeJS.Timeout | undefined;

/** After the commit, which is near: a job that is not there yet is found by the chore. */
function soon(): void {
	timer ??= setTimeout(() => {
		timer = undefined;
		answerJobs(db()).catch(() => {}); // the chore tries again, and logs
	}, 50).unref();
}

export function openScreeningService(): void {
	const { SCREENING_URL: url, SCREENING_SECRET: key, SCREENING_TIMEOUT_MS: timeoutMs } = env();
	useService(url !== undefined && key !== undefined ? { url, key, timeoutMs } : undefined, soon);
}

export const outsideChores: Chore[] = [
	{ name: 'screen outside', everyMinutes: 0.1, run: async () => void (await answerJobs(db())) },
];
