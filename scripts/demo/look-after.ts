/**
 * While the town is served nobody else looks after its PostgreSQL. When it has ended by itself, as it does when its disk is
 * full, it is started again at the same address; what keeps it from running or from writing is said once, in words.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Embedded } from '../postgres/embedded.ts';
import { hasLittleSpace } from '../postgres/trouble.ts';
import { Failure } from '../support/failure.mjs';
import type { Lifetime } from '../support/lifetime.mjs';
import { say } from '../support/progress.mjs';

const EVERY_MS = 2_000;

export function lookAfter(postgres: Embedded, lifetime: Lifetime): void {
	const looking = look(postgres, lifetime.signal);
	// It is stopped before PostgreSQL is, which it would else start again.
	lifetime.add('looking after PostgreSQL', ({ force }) => (force ? undefined : looking));
}

async function look(postgres: Embedded, signal: AbortSignal): Promise<void> {
	let trouble = '';
	while (!signal.aborted) {
		const found = await findTrouble(postgres);
		if (signal.aborted) return;
		if (found && found !== trouble) say(found);
		if (trouble && !found) say('There is space again: votes and comments are taken.');
		trouble = found;
		await delay(EVERY_MS, undefined, { signal }).catch(() => {});
	}
}

/** In words; empty when there is none. */
async function findTrouble(postgres: Embedded): Promise<string> {
	try {
		if (await postgres.revive()) say('PostgreSQL had ended, and was started again.');
	} catch (error) {
		if (!(error instanceof Failure)) throw error;
		return error.message.split('\n')[0]!.replace('run the command again', 'it goes on by itself');
	}
	return hasLittleSpace(postgres.cluster)
		? `The disk of ${postgres.cluster} is full, so no vote and no comment can be taken. Free some space; it goes on by itself.`
		: '';
}
