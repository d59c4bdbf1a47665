/**
 * Where files lie that are served as they are. A name is made from what is in the file, so putting one that is there
 * already changes nothing but its age, and whoever reads a name always reads the same.
 */
export interface StoredFile {
	body: ReadableStream<Uint8Array>;
	/** In bytes. */
	size: number;
}

export interface FileStore {
	/** Once this has returned, the whole file survives a crash; if it fails, no part of it is to be seen. */
	put(name: string, bytes: Uint8Array, type: string): Promise<void>;
	open(name: string): Promise<StoredFile | undefined>;
	/** Everything that lies there, left-overs of a crash too. `at`: when it was put last. */
	list(): AsyncIterable<{ name: string; at: Date }>;
	/** Nothing happens to what is not there. */
	remove(name: string): Promise<void>;
}
