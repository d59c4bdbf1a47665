import { spawn } from 'node:child_process';
import { closeSync, openSync, statSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { readFrom } from './log-tail.mjs';
import { DIE_WITH_PARENT, withParent } from './preload.mjs';
import { ROOT } from './root.mjs';

// Longer than SHUTDOWN_TIMEOUT of the app, which then ends by itself.
const GRACE_MS = 13_000;

/** @typedef {ReturnType<typeof startServer>} Server */

/**
 * Starts a Node server that does not outlive this process, however that ends.
 * @param {{ name: string, args: string[], env: NodeJS.ProcessEnv, log?: string }} what `log` takes its output;
 *   without, it is shown
 */
export function startServer({ name, args, env, log }) {
	const out = log === undefined ? 'inherit' : openSync(log, 'a', 0o600);
	const logStart = log === undefined ? 0 : statSync(log).size;
	const child = spawn(process.execPath, [...DIE_WITH_PARENT, ...args], {
		cwd: ROOT,
		env: withParent(env),
		stdio: ['ignore', out, out, 'ipc'],
		detached: true, // Ctrl-C in the terminal is for us, who stop things in their order
	});
	if (typeof out === 'number') closeSync(out);
	/** @type {Promise<string>} how it ended */
	const ended = new Promise((resolve) => {
		child.once('exit', (code, signal) =>
			resolve(signal ? `was ended by ${signal}` : `ended with code ${code}`),
		);
		child.once('error', (error) => resolve(`did not start: ${error.message}`));
	});
	return {
		name,
		child,
		ended,
		/** What it logged since this start. */
		readLog: () => (log === undefined ? '' : readFrom(log, logStart)),
		/** @param {{ force: boolean }} how */
		async stop({ force }) {
			child.kill(force ? 'SIGKILL' : 'SIGTERM');
			const grace = new AbortController();
			const overdue = delay(GRACE_MS, undefined, { signal: grace.signal }).then(
				() => child.kill('SIGKILL'),
				() => {},
			);
			await ended;
			grace.abort();
			await overdue;
		},
	};
}
