import { explain } from './failure.mjs';
import { Lifetime } from './lifetime.mjs';
import { say } from './progress.mjs';

/**
 * Runs a command: what goes wrong is said once, and whatever was started is stopped again.
 * @param {(lifetime: Lifetime) => Promise<number | void>} work gives the exit code; nothing means 0
 * @param {{ interruptedCode?: number }} [options]
 */
export async function command(work, options) {
	const lifetime = new Lifetime(options);
	const fail = (/** @type {unknown} */ error) => {
		// Work that is cut off by Ctrl-C fails in many ways, none of them news.
		if (!lifetime.ending) say(explain(error));
		return lifetime.end(1);
	};
	process.on('uncaughtException', fail);
	try {
		const code = await work(lifetime);
		await lifetime.end(code ?? 0);
	} catch (error) {
		await fail(error);
	}
}
