/** A reader of server-sent events that keeps what it got, for tests that wait for one. */
export interface EventStream {
	response: Response;
	/** Blocks as they came, without the empty line that ends each. */
	blocks: string[];
	/** The first block, of those that came and those to come, that `isIt`. @throws when none comes within `ms` */
	wait(isIt: (block: string) => boolean, ms: number): Promise<string>;
	/** Resolves when the server ended it. */
	ended: Promise<void>;
	close(): void;
}

export async function openEventStream(
	url: string,
	headers: Record<string, string> = {},
): Promise<EventStream> {
	const abort = new AbortController();
	const response = await fetch(url, { headers, signal: abort.signal });
	const blocks: string[] = [];
	const arrivals = new Set<() => void>();
	const ended = (async () => {
		let rest = '';
		const decoder = new TextDecoder();
		try {
			for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
				const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n\n');
				rest = parts.pop() ?? '';
				blocks.push(...parts);
				for (const tell of arrivals) tell();
			}
		} catch {
			// Cut off, by us or by the server: either way it has ended.
		}
	})();
	return {
		response,
		blocks,
		ended,
		close: () => abort.abort(),
		wait: (isIt, ms) =>
			new Promise((resolve, reject) => {
				const finish = () => {
					clearTimeout(timer);
					arrivals.delete(look);
				};
				const look = () => {
					const found = blocks.find(isIt);
					if (found === undefined) return;
					finish();
					resolve(found);
				};
				const timer = setTimeout(() => {
					finish();
					reject(new Error(`not within ${ms} ms; there came ${JSON.stringify(blocks)}`));
				}, ms);
				arrivals.add(look);
				look();
			}),
	};
}
