/**
 * The preview images of this process. An image is known by its words: while the figures stay, so does the image. Few are
 * kept, one is drawn at a time, and who would have to wait too long is asked to come again; a crawler does.
 */
import { createHash } from 'node:crypto';
import type { Preview } from '../../preview';
import { drawPreview } from './draw-preview';

/** Some 40 kB each. */
const MOST_KEPT = 100;
const MOST_WAITING = 20;

export interface PreviewImage {
	/** Of the words, for an ETag. */
	version: string;
	png: Buffer;
}

export class Previews {
	readonly #kept = new Map<string, Promise<PreviewImage>>();
	readonly #draw: typeof drawPreview;
	#last: Promise<unknown> = Promise.resolve();
	#waiting = 0;

	constructor(draw = drawPreview) {
		this.#draw = draw;
	}

	/** @returns undefined when too many are waiting */
	find(preview: Preview): Promise<PreviewImage> | undefined {
		const version = createHash('sha256').update(JSON.stringify(preview)).digest('base64url').slice(0, 22);
		const found = this.#kept.get(version);
		if (found) {
			// Asked for again: it goes last.
			this.#kept.delete(version);
			this.#kept.set(version, found);
			return found;
		}
		if (this.#waiting >= MOST_WAITING) return undefined;
		this.#waiting++;
		const drawn = this.#last
			.then(() => this.#draw(preview))
			.then((png) => ({ version, png }))
			.finally(() => this.#waiting--);
		this.#last = drawn.catch(() => {});
		this.#kept.set(version, drawn);
		drawn.catch(() => this.#kept.delete(version));
		if (this.#kept.size > MOST_KEPT) this.#kept.delete(this.#kept.keys().next().value!);
		return drawn;
	}
}

export const previews = new Previews();
