import { explain } from './failure.mjs';
import { say, tellInterrupted } from './progress.mjs';

// One Ctrl-C can arrive twice: from the terminal to the whole group, and again from npm, which passes it on.
const SAME_KEYPRESS_MS = 500;
const PARENT_WATCH_MS = 500;

/**
 * What a command has started, undone in reverse order when it ends: by Ctrl-C, by SIGTERM, or because something failed.
 * The first signal stops in good order; a second one ends by force.
 */
export class Lifetime {
	/** @typedef {{ name: string, stop: (how: { force: boolean }) => unknown }} Started */
	/** @type {Started[]} */
	#started = [];
	#interruptedCode;
	/** @type {Promise<void> | undefined} */
	#ending;
	#signalledAt = 0;
	#forced = false;
	#abort = new AbortController();

	/** @param {{ interruptedCode?: number }} [options] the exit code after a first Ctrl-C */
	constructor({ interruptedCode = 0 } = {}) {
		this.#interruptedCode = interruptedCode;
		for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
			process.on(signal, () => this.#interrupted());
		}
		// Whoever kills npm outright wants this gone too; no signal tells us.
		const parent = process.ppid;
		const runByNpm = process.env.npm_lifecycle_event !== undefined;
		if (runByNpm)
			setInterval(() => process.ppid === parent || this.end(this.#interruptedCode), PARENT_WATCH_MS).unref();
	}

	get ending() {
		return this.#ending !== undefined;
	}

	/** Aborted as soon as the end begins, for work that waits. */
	get signal() {
		return this.#abort.signal;
	}

	/**
	 * @param {string} name
	 * @param {(how: { force: boolean }) => unknown} stop may be called twice: in good order, then by force
	 * @returns {() => void} to call when it has ended by itself
	 */
	add(name, stop) {
		const started = { name, stop };
		this.#started.push(started);
		return () => this.#forget(started);
	}

	/**
	 * For what takes its time to start: it is stopped once it has started.
	 * @param {string} name
	 * @param {Promise<{ stop: (how: { force: boolean }) => unknown }>} starting
	 */
	addStarting(name, starting) {
		return this.add(name, async (how) => {
			const started = await starting.catch(() => undefined); // whoever started it tells why it failed
			await started?.stop(how);
		});
	}

	/** @param {Started} started */
	#forget(started) {
		this.#started = this.#started.filter((other) => other !== started);
	}

	/**
	 * Undoes everything and leaves the process.
	 * @param {number} code
	 * @param {string} [lastWord]
	 */
	end(code, lastWord) {
		this.#ending ??= this.#undo().then((clean) => {
			if (this.#forced) return; // it ends the process, with its own code
			if (lastWord) say(lastWord);
			process.exit(clean ? code : code || 1);
		});
		return this.#ending;
	}

	async #undo() {
		this.#abort.abort();
		let clean = true;
		// Taken off only once stopped, so that a second Ctrl-C still finds what the first is waiting for.
		for (let last = this.#started.at(-1); last; last = this.#started.at(-1)) {
			try {
				await last.stop({ force: false });
			} catch (error) {
				clean = false;
				say(`could not stop ${last.name}: ${explain(error)}`);
			}
			this.#forget(last);
		}
		return clean;
	}

	#interrupted() {
		const now = Date.now();
		if (this.#signalledAt === 0) {
			this.#signalledAt = now;
			tellInterrupted();
			say('stopping (Ctrl-C again to force)');
			void this.end(this.#interruptedCode, 'stopped');
		} else if (now - this.#signalledAt > SAME_KEYPRESS_MS && !this.#forced) {
			this.#forced = true;
			say('stopping by force');
			const forced = this.#started.map(async ({ stop }) => stop({ force: true }));
			void Promise.allSettled(forced).then(() => process.exit(130));
		}
	}
}
