/** How long votes outlive a lost database: long enough for a restart, short enough for a person who waits. */
const PATIENCE_MS = 5_000;

/** One for all batches of a writer, which follow each other: were each as patient, the last would wait for minutes. */
export class Patience {
	#since: number | undefined;
	#last = 0;

	/** Of a trouble long ago nobody knows whether it goes on. */
	begin(): void {
		if (Date.now() - this.#last > PATIENCE_MS) this.renew();
	}

	/** Asked at each failure. */
	isLeft(): boolean {
		this.#last = Date.now();
		this.#since ??= this.#last;
		return this.#last - this.#since < PATIENCE_MS;
	}

	renew(): void {
		this.#since = undefined;
	}
}
