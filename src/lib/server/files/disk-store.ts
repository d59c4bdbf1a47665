/** Files in a folder. Each is written under another name, flushed and then renamed, so that it is there whole or not at all. */
import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import type { FileStore, StoredFile } from './file-store';

const PLAIN = /^[\w-]+(\.[\w-]+)*$/;

export class DiskStore implements FileStore {
	readonly #folder: string;

	constructor(folder: string) {
		this.#folder = folder;
	}

	async put(name: string, bytes: Uint8Array): Promise<void> {
		const target = this.#path(name);
		await mkdir(this.#folder, { recursive: true });
		const draft = path.join(this.#folder, `unfinished-${randomUUID()}`);
		try {
			const file = await open(draft, 'wx', 0o644);
			try {
				await file.writeFile(bytes);
				await file.sync();
			} finally {
				await file.close();
			}
			await rename(draft, target);
		} catch (error) {
			await rm(draft, { force: true });
			throw error;
		}
		// The name itself is kept only once its folder has been flushed.
		const folder = await open(this.#folder, 'r');
		try {
			await folder.sync();
		} finally {
			await folder.close();
		}
	}

	async open(name: string): Promise<StoredFile | undefined> {
		try {
			const file = await open(this.#path(name), 'r');
			const { size } = await file.stat();
			return { size, body: Readable.toWeb(file.createReadStream()) as ReadableStream<Uint8Array> };
		} catch (error) {
			if (isMissing(error)) return undefined;
			throw error;
		}
	}

	async *list(): AsyncIterable<{ name: string; at: Date }> {
		const names = await readdir(this.#folder).catch((error: unknown) => {
			if (isMissing(error)) return [];
			throw error;
		});
		for (const name of names) {
			// One that has gone meanwhile needs no mention.
			const found = await stat(path.join(this.#folder, name)).catch(() => undefined);
			if (found?.isFile()) yield { name, at: found.mtime };
		}
	}

	async remove(name: string): Promise<void> {
		await rm(this.#path(name), { force: true });
	}

	#path(name: string): string {
		if (!PLAIN.test(name)) throw new Error('no name for a file');
		return path.join(this.#folder, name);
	}
}

function isMissing(error: unknown): boolean {
	return (error as NodeJS.ErrnoException).code === 'ENOENT';
}
