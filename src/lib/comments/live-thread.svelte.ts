/** How many comments a thread has by now, for as long as the page is open and its reader is looking. */
export class LiveThread {
	/** Undefined until the server has said something. */
	total = $state<number>();

	/** @returns what ends it */
	follow(path: string): () => void {
		let source: EventSource | undefined;
		const connect = () => {
			if (document.hidden || source) return;
			source = new EventSource(`/api/v1${path}/comments/live`);
			source.addEventListener('comments', (event: MessageEvent<string>) => {
				this.total = (JSON.parse(event.data) as { total: number }).total;
			});
			source.onerror = () => {
				// Refused for good; the page itself shows what it has.
				if (source?.readyState === EventSource.CLOSED) source = undefined;
			};
		};
		const look = () => {
			if (!document.hidden) return connect();
			source?.close();
			source = undefined;
		};
		document.addEventListener('visibilitychange', look);
		connect();
		return () => {
			document.removeEventListener('visibilitychange', look);
			source?.close();
		};
	}
}
