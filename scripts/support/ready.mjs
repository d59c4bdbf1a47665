import { setTimeout as delay } from 'node:timers/promises';
import { Failure } from './failure.mjs';

/**
 * Waits until `GET /readyz` answers 200.
 * @param {string} origin
 * @param {{ ended: Promise<string>, signal?: AbortSignal, seconds?: number }} server
 * @throws Failure when the server ends first, or takes too long
 */
export async function waitUntilReady(origin, { ended, signal, seconds = 60 }) {
	let fate = '';
	void ended.then((how) => (fate = how));
	let last = 'no answer';
	for (const giveUp = Date.now() + seconds * 1000; Date.now() < giveUp;) {
		signal?.throwIfAborted();
		if (fate) throw new Failure(`The server ${fate} before it was ready.`);
		try {
			const answer = await fetch(`${origin}/readyz`, { signal: AbortSignal.timeout(5_000) });
			if (answer.ok) return;
			last = `${answer.status} ${(await answer.text()).slice(0, 200)}`;
		} catch {
			last = 'no answer';
		}
		await delay(50, undefined, { signal });
	}
	throw new Failure(`The server was not ready within ${seconds} s; ${origin}/readyz gave: ${last}`);
}
