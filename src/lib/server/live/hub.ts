/**
 * Live updates, one hub per process. A message from the database says only that a subject changed, never what it is
 * now; the hub then reads once for all watchers of that subject, at most twice a second, and hands everybody the same
 * bytes. A lost or late message therefore cannot make anybody's picture wrong: the next read repairs it, and after a
 * lost database connection everything is read again.
 *
 *   const hub = new Hub({ read: (subject) => frame });   hub.watch(subject, watcher);   hub.changed(subject);
 */
export interface Watcher {
	/** @returns false when the watcher has not taken the frame before; too many in a row and it is dropped */
	send(frame: Uint8Array): boolean;
	close(): void;
}

export interface HubOptions {
	/** The current state of a subject as bytes to send; undefined when nobody may see it any more. */
	read: (subject: string) => Promise<Uint8Array | undefined>;
	/** Least time between two updates of one subject, milliseconds. */
	pause?: number;
	heartbeat?: number;
	onError?: (error: unknown) => void;
}

interface Subject {
	watchers: Map<Watcher, number>;
	latest: Uint8Array | undefined;
	readAt: number;
	reading: boolean;
	stale: boolean;
	timer: NodeJS.Timeout | undefined;
}

const HEARTBEAT = new TextEncoder().encode(': still here\n\n');
/** An event without data is never dispatched by a browser (WHATWG HTML 9.2.6). */
const STALE = new TextEncoder().encode('event: stale\ndata: {}\n\n');
/** Frames that a watcher may leave untaken; at two a second this is half a minute. */
const PATIENCE = 60;
const RETRY_MS = 1_000;

export class Hub {
	readonly #read: HubOptions['read'];
	readonly #pause: number;
	readonly #onError: (error: unknown) => void;
	readonly #subjects = new Map<string, Subject>();
	readonly #heartbeat: NodeJS.Timeout;
	#count = 0;
	/** Set while nothing is heard from the database. */
	#silent = false;

	constructor({ read, pause = 500, heartbeat = 15_000, onError = () => {} }: HubOptions) {
		this.#read = read;
		this.#pause = pause;
		this.#onError = onError;
		this.#heartbeat = setInterval(() => this.#beat(), heartbeat);
		this.#heartbeat.unref();
	}

	get watcherCount(): number {
		return this.#count;
	}

	/** The watcher gets the present state at once, then every change. @returns a function that ends it */
	watch(name: string, watcher: Watcher): () => void {
		let subject = this.#subjects.get(name);
		if (!subject) {
			subject = {
				watchers: new Map(),
				latest: undefined,
				readAt: 0,
				reading: false,
				stale: true,
				timer: undefined,
			};
			this.#subjects.set(name, subject);
		}
		subject.watchers.set(watcher, 0);
		this.#count++;
		if (subject.latest) watcher.send(subject.latest);
		if (this.#silent) watcher.send(STALE);
		if (subject.stale) this.#schedule(name, subject);
		return () => this.#drop(name, watcher);
	}

	changed(name: string): void {
		const subject = this.#subjects.get(name);
		if (!subject) return;
		subject.stale = true;
		this.#schedule(name, subject);
	}

	/** Messages may have been missed: read everything again. */
	allChanged(): void {
		this.#silent = false;
		for (const name of this.#subjects.keys()) this.changed(name);
	}

	/** Changes are not heard of: everybody is told that what they see may be old, until a frame comes again. */
	stale(): void {
		this.#silent = true;
		for (const [name, subject] of this.#subjects) this.#send(name, subject, STALE);
	}

	/** Ends every stream; browsers come back by themselves, to another process or to the restarted one. */
	close(): void {
		clearInterval(this.#heartbeat);
		for (const [name, subject] of this.#subjects) {
			for (const watcher of [...subject.watchers.keys()]) {
				this.#drop(name, watcher);
				watcher.close();
			}
		}
	}

	#drop(name: string, watcher: Watcher): void {
		const subject = this.#subjects.get(name);
		if (!subject?.watchers.delete(watcher)) return;
		this.#count--;
		if (subject.watchers.size > 0) return;
		clearTimeout(subject.timer);
		this.#subjects.delete(name);
	}

	#schedule(name: string, subject: Subject, atLeast = 0): void {
		if (subject.reading || subject.timer) return;
		const wait = Math.max(atLeast, subject.readAt + this.#pause - Date.now());
		subject.timer = setTimeout(() => void this.#update(name, subject), Math.max(0, wait));
	}

	async #update(name: string, subject: Subject): Promise<void> {
		subject.timer = undefined;
		subject.reading = true;
		subject.stale = false;
		subject.readAt = Date.now();
		let failed = false;
		try {
			const frame = await this.#read(name);
			if (frame) {
				subject.latest = frame;
				this.#send(name, subject, frame);
			} else {
				for (const watcher of [...subject.watchers.keys()]) {
					this.#drop(name, watcher);
					watcher.close();
				}
			}
		} catch (error) {
			failed = subject.stale = true;
			this.#onError(error);
		}
		subject.reading = false;
		if (subject.stale && this.#subjects.get(name) === subject)
			this.#schedule(name, subject, failed ? RETRY_MS : 0);
	}

	#send(name: string, subject: Subject, frame: Uint8Array): void {
		for (const [watcher, missed] of subject.watchers) {
			if (watcher.send(frame)) {
				if (missed > 0) subject.watchers.set(watcher, 0);
			} else if (missed < PATIENCE) {
				subject.watchers.set(watcher, missed + 1);
			} else {
				this.#drop(name, watcher);
				watcher.close();
			}
		}
	}

	#beat(): void {
		for (const [name, subject] of this.#subjects) this.#send(name, subject, HEARTBEAT);
	}
}
