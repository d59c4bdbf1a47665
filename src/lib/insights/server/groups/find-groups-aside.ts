/** Finds groups on a thread of its own, so that a large conversation holds up no page. One at a time keeps a core free. */
import { Worker } from 'node:worker_threads';
import type { FoundGroups, GivenAnswers } from './thread';
import source from './thread.ts?thread';

/** So much a table of 10,000 × 900 does not need; more would be a fault, and must not take the process along. */
const MOST_MEGABYTES = 1_024;

/** @throws what the thread threw, or that it ended before it had an answer */
export function findGroupsAside(given: GivenAnswers): Promise<FoundGroups> {
	return new Promise((resolve, reject) => {
		const worker = new Worker(source, {
			eval: true,
			workerData: given,
			resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
		});
		// Whoever shuts down does not wait for it; the next process begins again.
		worker.unref();
		worker.once('message', resolve);
		worker.once('error', reject);
		worker.once('exit', (code) => reject(new Error(`the thread ended early (${code})`)));
	});
}
