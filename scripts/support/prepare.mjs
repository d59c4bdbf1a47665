import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ensureBuilt } from './build.mjs';
import { ensureGenerated } from './generate.mjs';
import { ensureInstalled } from './install.mjs';
import { takeLock } from './lock.mjs';
import { say } from './progress.mjs';
import { ROOT } from './root.mjs';

/**
 * Makes the clone ready to run: packages, generated files and, if asked for, the built app.
 * @param {{ build: boolean }} what
 * @param {import('./lifetime.mjs').Lifetime} lifetime
 */
export function prepare({ build }, lifetime) {
	return inTurn(lifetime, async () => {
		await ensureInstalled(lifetime);
		if (build) await ensureBuilt(lifetime);
		await ensureGenerated(lifetime);
	});
}

/**
 * Two commands started together share node_modules/ and build/: one writes while the other waits.
 * @template T
 * @param {import('./lifetime.mjs').Lifetime} lifetime
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function inTurn(lifetime, work) {
	const file = path.join(ROOT, '.data/preparing.lock');
	let lock = takeLock(file);
	if (!lock.held) say(`waiting: process ${lock.holder} is installing or building in this clone`);
	while (!lock.held) {
		await delay(250, undefined, { signal: lifetime.signal });
		lock = takeLock(file);
	}
	const { release } = lock;
	const forget = lifetime.add('the lock on the clone', release);
	try {
		return await work();
	} finally {
		release();
		forget();
	}
}
