/** A poll's results kept up to date by the server's event stream, for as long as somebody is looking. */
import type { Results } from '$lib/polls/results';
import { openSource } from '$lib/ui/live-source';

/** How long a hidden page keeps its stream: switching tabs for a moment should cost nothing. */
const HIDDEN_GRACE = 30_000;

export class LiveTally {
	results = $state.raw<Results | null>(null);
	state = $state<'live' | 'reconnecting' | 'paused'>('reconnecting');

	/** Nothing is said about a connection that was never there yet. */
	started = $state(false);

	#end: (() => void) | undefined;
	#hide: ReturnType<typeof setTimeout> | undefined;
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
			this.#end?.();
			this.started = false;
		};
	}

	#connect(): void {
		this.#end?.();
		this.#end = openSource(this.#url, {
			on: {
				results: (data) => {
					this.state = 'live';
					this.accept(JSON.parse(data) as Results);
				},
			},
			onopen: () => {
				this.started = true;
				this.state = 'live';
			},
			onlate: () => {
				this.started = true;
				this.state = 'reconnecting';
			},
		});
	}

	#onVisibility = (): void => {
		clearTimeout(this.#hide);
		if (document.hidden) {
			this.#hide = setTimeout(() => {
				this.#end?.();
				this.state = 'paused';
			}, HIDDEN_GRACE);
		} else if (this.state === 'paused') {
			this.state = 'reconnecting';
			this.#connect();
		}
	};
}
