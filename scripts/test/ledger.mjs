import { explain } from '../support/failure.mjs';
import { say, seconds, step } from '../support/progress.mjs';

const SHOWN_LINES = 300;
const verbose = Boolean(process.env.VERBOSE);

/** Counts what passed and what failed, step by step; a step's output is shown only when it failed. */
export class Ledger {
	#began = Date.now();
	#passed = 0;
	/** @type {string[]} */
	#failures = [];

	#lifetime;

	/** @param {import('../support/lifetime.mjs').Lifetime} lifetime */
	constructor(lifetime) {
		this.#lifetime = lifetime;
	}

	/**
	 * What every step needs: it counts only if it fails.
	 * @param {string} title
	 * @param {() => Promise<void>} work
	 * @returns {Promise<boolean>} whether it is there
	 */
	async need(title, work) {
		try {
			await work();
			return true;
		} catch (error) {
			if (this.#lifetime.ending) throw error;
			this.#failures.push(title);
			show(explain(error));
			return false;
		}
	}

	/** @param {import('./steps.mjs').Step} entry */
	async enter({ title, run }) {
		if (this.#lifetime.ending) return;
		let output = '';
		try {
			await step(title, async () => {
				const outcome = await run(this.#lifetime);
				output = outcome.output;
				this.#passed += outcome.passed;
				this.#failures.push(
					...outcome.failures.map((name) => (name === title ? title : `${title}: ${name}`)),
				);
				if (outcome.failures.length > 0) throw new StepFailed();
			});
			if (verbose) show(output);
		} catch (error) {
			if (this.#lifetime.ending) return;
			if (error instanceof StepFailed) return show(output);
			this.#failures.push(title);
			show(explain(error));
		}
	}

	/** Prints the sum, whose last line outside readers look for: nothing may follow it. */
	close() {
		say(`\nin ${seconds(this.#began)}`);
		if (this.#failures.length > 0) say(`failed:\n${this.#failures.map((name) => `  ${name}`).join('\n')}`);
		say(`${this.#passed} passed, ${this.#failures.length} failed`);
		return this.#failures.length > 0 ? 1 : 0;
	}
}

class StepFailed extends Error {}

/** @param {string} output */
function show(output) {
	const lines = output.trimEnd().split('\n');
	const shown = verbose ? lines : lines.slice(0, SHOWN_LINES);
	const left = lines.length - shown.length;
	say(
		shown.map((line) => `       ${line}`).join('\n') +
			(left > 0 ? `\n       (${left} more lines: VERBOSE=1)` : ''),
	);
}
