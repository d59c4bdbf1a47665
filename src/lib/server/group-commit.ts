/**
 * Group commit: what arrives while a batch is under way is written together by the next one. There is no timer, so a
 * lone item goes out at once, and under load the batches grow by themselves. An item is answered only after its batch
 * has been flushed, that is after its commit.
 *
 * Items that have a key in common never share a batch; they follow each other in the order of arrival.
 */
export class QueueFull extends Error {
	constructor() {
		super('the queue is full');
	}
}

interface Waiting<Item, Outcome> {
	item: Item;
	resolve: (outcome: Outcome) => void;
	reject: (error: unknown) => void;
}

export interface GroupCommitOptions<Item, Outcome> {
	/** Writes the items in one transaction and gives their outcomes in the same order. */
	flush: (items: Item[]) => Promise<Outcome[]>;
	/** Items that share a key follow each other. */
	keysOf?: (item: Item) => readonly string[];
	maxBatch?: number;
	maxQueue?: number;
}

export class GroupCommit<Item, Outcome> {
	readonly #flush: (items: Item[]) => Promise<Outcome[]>;
	readonly #keysOf: ((item: Item) => readonly string[]) | undefined;
	readonly #maxBatch: number;
	readonly #maxQueue: number;
	#queue: Waiting<Item, Outcome>[] = [];
	#running: Promise<void> | undefined;

	constructor({ flush, keysOf, maxBatch = 500, maxQueue = 10_000 }: GroupCommitOptions<Item, Outcome>) {
		this.#flush = flush;
		this.#keysOf = keysOf;
		this.#maxBatch = maxBatch;
		this.#maxQueue = maxQueue;
	}

	/** @throws QueueFull instead of growing without bound; whatever `flush` throws, for the items of that batch */
	submit(item: Item): Promise<Outcome> {
		if (this.#queue.length >= this.#maxQueue) return Promise.reject(new QueueFull());
		return new Promise((resolve, reject) => {
			this.#queue.push({ item, resolve, reject });
			this.#running ??= this.#run();
		});
	}

	/** Resolves when everything submitted so far has been answered. */
	async settled(): Promise<void> {
		await this.#running;
	}

	async #run(): Promise<void> {
		// One turn of the event loop: the requests that the same read from the network woke belong together.
		await new Promise(setImmediate);
		while (this.#queue.length > 0) {
			const batch = this.#takeBatch();
			try {
				const outcomes = await this.#flush(batch.map((waiting) => waiting.item));
				batch.forEach((waiting, i) => waiting.resolve(outcomes[i] as Outcome));
			} catch (error) {
				for (const waiting of batch) waiting.reject(error);
			}
		}
		this.#running = undefined;
	}

	#takeBatch(): Waiting<Item, Outcome>[] {
		if (!this.#keysOf) return this.#queue.splice(0, this.#maxBatch);
		const batch: Waiting<Item, Outcome>[] = [];
		const later: Waiting<Item, Outcome>[] = [];
		const keys = new Set<string>();
		for (const waiting of this.#queue) {
			const own = this.#keysOf(waiting.item);
			const goes = batch.length < this.#maxBatch && !own.some((key) => keys.has(key));
			(goes ? batch : later).push(waiting);
			// Of those that wait too: nobody overtakes them.
			for (const key of own) keys.add(key);
		}
		this.#queue = later;
		return batch;
	}
}
