/**
 * A stream of frames to one reader. It is a ReadableStream, as a response wants one, but its reader is its own: the
 * standard one makes several promises for every frame, and with ten thousand watchers that is half of what an update
 * costs. It can be read by `getReader()` alone, which is how the server writes a response.
 *
 * While that reader waits for a frame and the connection takes more, a frame goes out without waking it: even one
 * promise a frame costs as much as the writing. A slow connection is left to the reader, who knows when to go on.
 */
import type { ServerResponse } from 'node:http';

type Read = ReadableStreamReadResult<Uint8Array>;

/** Frames that may wait for a slow reader. Each is the whole state, so whoever misses one misses nothing. */
const MOST_WAITING = 4;

export class FrameStream extends ReadableStream<Uint8Array> {
	readonly #waiting: Uint8Array[] = [];
	readonly #onCancel: () => void;
	readonly #response: ServerResponse | undefined;
	#asked: ((read: Read) => void) | undefined;
	#ended = false;

	/**
	 * @param onCancel called once, when the reader has gone before the stream ended
	 * @param response which the reader writes to, where it is known
	 */
	constructor(onCancel: () => void, response?: ServerResponse) {
		super();
		this.#onCancel = onCancel;
		this.#response = response;
	}

	/** @returns false when it was not taken: the reader is slow or gone */
	send(frame: Uint8Array): boolean {
		if (this.#ended || this.#waiting.length >= MOST_WAITING) return false;
		if (!this.#asked) this.#waiting.push(frame);
		else if (this.#response?.headersSent && !this.#response.writableNeedDrain) this.#response.write(frame);
		else this.#answer({ done: false, value: frame });
		return true;
	}

	/** What waits is still read. */
	end(): void {
		this.#ended = true;
		if (this.#asked) this.#answer({ done: true, value: undefined });
	}

	#answer(read: Read): void {
		const answer = this.#asked!;
		this.#asked = undefined;
		answer(read);
	}

	#read(): Promise<Read> {
		const value = this.#waiting.shift();
		if (value) return Promise.resolve({ done: false, value });
		if (this.#ended) return Promise.resolve({ done: true, value: undefined });
		return new Promise((resolve) => (this.#asked = resolve));
	}

	async #cancelled(): Promise<void> {
		if (this.#ended) return;
		this.end();
		this.#onCancel();
	}

	// The standard's signature tells readers of bytes from others; here there is one kind.
	override getReader = (() => ({
		read: () => this.#read(),
		cancel: () => this.#cancelled(),
		closed: new Promise<undefined>(() => {}),
		releaseLock: () => {},
	})) as unknown as ReadableStream<Uint8Array>['getReader'];

	override cancel(): Promise<void> {
		return this.#cancelled();
	}
}
