/** A poll's results kept up to date by the server's event stream, for as long as somebody is looking. */
import type { Results } from '$lib/polls/results';

const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 30_000;
/** How long a hidden page keeps its stream: switching tabs for a moment should cost nothing. */
const HIDDEN_GRACE = 30_000;

export class LiveTally {
	results = $state.raw<Results | null>(null);
	state = $state<'live' | 'reconnecting' | 'paused'>('reconnecting');

	/** Nothing is said about a connection that was never there yet. */
	started = $state(false);

	#source: EventSource | undefined;
	#retry: ReturnType<typeof setTimeout> | undefined;
	#hide: ReturnType<typeof setTimeout> | undefined;
	#failures = 0;
	#url = '';

	/** Takes what the page itself brought, unless the stream already brought something newer. */
	accept(results: Results | null): void {
		if (!results) return;
		const newer = !this.results || this.results.slug !== results.slug || results.asOf >= this.results.asOf;
		if (newer) this.results = results;
	}

	/** @returns what ends it */
	follow(slug: string): () => void {
		this.#url = `/api/v1/polls/${encodeURIComponent(slug)}/results/live`;
		document.addEventListener('visibilitychange', this.#onVisibility);
		this.#connect();
		return () => {
			document.removeEventListener('visibilitychange', this.#onVisibility);
			clearTimeout(this.#hide);
			this.#disconnect();
			this.started = false;
		};
	}

	#connect = (): void => {
		this.#disconnect();
		const source = new EventSource(this.#url);
		this.#source = source;
		source.onopen = () => {
			this.#failures = 0;
			this.started = true;
			this.state = 'live';
		};
		source.addEventListener('results', (event: MessageEvent<string>) => {
			this.state = 'live';
			this.accept(JSON.parse(event.data) as Results);
		});
		// The server is there, but hears nothing of its database: new answers would not show.
		source.addEventListener('stale', () => (this.state = 'reconnecting'));
		source.onerror = () => {
			this.started = true;
			this.state = 'reconnecting';
			// Otherwise the browser is trying again by itself.
			if (source.readyState === EventSource.CLOSED) this.#later();
		};
	};

	/** Twice as long after each failure, and never all readers at the same moment. */
	#later(): void {
		this.#disconnect();
		const longest = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** this.#failures++);
		this.#retry = setTimeout(this.#connect, longest / 2 + (Math.random() * longest) / 2);
	}

	#disconnect(): void {
		clearTimeout(this.#retry);
		this.#source?.close();
		this.#source = undefined;
	}

	#onVisibility = (): void => {
		clearTimeout(this.#hide);
		if (document.hidden) {
			this.#hide = setTimeout(() => {
				this.#disconnect();
				this.state = 'paused';
			}, HIDDEN_GRACE);
		} else if (this.state === 'paused') {
			this.state = 'reconnecting';
			this.#connect();
		}
	};
}
