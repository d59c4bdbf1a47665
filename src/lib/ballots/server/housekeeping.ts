/** What has to go some day goes hourly: pseudonym keys of polls closed long ago, old counters, expired challenges. */
import { log } from '../../server/log';
import { sweep } from '../../server/rate-limit';
import { pollKeys } from './ballot-box';

const HOUR_MS = 60 * 60 * 1000;
let timer: NodeJS.Timeout | undefined;

export function startHousekeeping(): void {
	timer ??= setInterval(() => void keepHouse(), HOUR_MS);
	timer.unref();
	void keepHouse();
}

export function stopHousekeeping(): void {
	clearInterval(timer);
	timer = undefined;
}

async function keepHouse(): Promise<void> {
	try {
		const keys = await pollKeys.deleteOld();
		if (keys > 0) log.info({ keys }, 'deleted keys of closed polls');
		await sweep();
	} catch (error) {
		log.warn({ name: (error as Error).name }, 'housekeeping will be tried again');
	}
}
