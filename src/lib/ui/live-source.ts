/**
 * A server's event stream that comes back: by the browser's own means where a connection is lost, and anew where the server
 * refused one, twice as late after each refusal and never for all readers at the same moment. Whoever shows what it brings
 * is told when that may be old.
 *
 *   const end = openSource('/…/live', { on: { results: (data) => … }, onlate: () => … });
 */
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 30_000;

export interface Source {
	/** What is done with each kind of event. */
	on: Record<string, (data: string) => void>;
	onopen?: () => void;
	/** The connection is lost, or the server hears nothing of its database: more may have happened, until an event comes again. */
	onlate: () => void;
	/** Between two refusals at most, milliseconds. */
	longestWait?: number;
}

/** @returns what ends it */
export function openSource(
	address: string,
	{ on, onopen, onlate, longestWait = LONGEST_WAIT }: Source,
): () => void {
	let source: EventSource | undefined;
	let retry: ReturnType<typeof setTimeout> | undefined;
	let refusals = 0;

	function connect(): void {
		const opened = (source = new EventSource(address));
		opened.onopen = () => {
			refusals = 0;
			onopen?.();
		};
		for (const [name, take] of Object.entries(on))
			opened.addEventListener(name, ({ data }: MessageEvent<string>) => take(data));
		opened.addEventListener('stale', onlate);
		opened.onerror = () => {
			onlate();
			// Otherwise the browser is trying again by itself.
			if (opened.readyState !== EventSource.CLOSED || source !== opened) return;
			const longest = Math.min(longestWait, FIRST_WAIT * 2 ** refusals++);
			retry = setTimeout(connect, longest / 2 + (Math.random() * longest) / 2);
		};
	}

	connect();
	return () => {
		clearTimeout(retry);
		source?.close();
		source = undefined;
	};
}
