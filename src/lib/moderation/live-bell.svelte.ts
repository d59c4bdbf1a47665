/**
 * How many notices are unread, while the page is open. All tabs of a browser share one stream: the one that holds the lock
 * has it and tells the others; when it closes, another takes over. A tab that hears nothing says so.
 */
import { openSource } from '../ui/live-source';

const NAME = 'hoi-dan-notices';

interface Word {
	/** Of the tab that has the stream. */
	unread?: number;
	isLate?: boolean;
	/** Of a tab that has just opened. */
	asks?: true;
}

export class LiveBell {
	/** Undefined until the server has said something. */
	unread = $state<number>();
	/** The connection is lost, so there may be more than what is shown. */
	isLate = $state(false);

	/** @returns what ends it */
	follow(): () => void {
		let abort = new AbortController();
		const start = () => {
			abort = new AbortController();
			this.#join(abort.signal);
		};
		const stop = () => abort.abort();
		// A page that is kept for going back to holds neither lock nor stream.
		const again = ({ persisted }: PageTransitionEvent) => persisted && start();
		addEventListener('pagehide', stop);
		addEventListener('pageshow', again);
		start();
		return () => {
			stop();
			removeEventListener('pagehide', stop);
			removeEventListener('pageshow', again);
		};
	}

	#join(signal: AbortSignal): void {
		const channel = new BroadcastChannel(NAME);
		let leads = false;
		const tell = (word: Word) => {
			this.#take(word);
			channel.postMessage(word);
		};
		channel.onmessage = ({ data }: MessageEvent<Word>) => {
			if (!data.asks) this.#take(data);
			else if (leads && this.unread !== undefined)
				channel.postMessage({ unread: this.unread, isLate: this.isLate } satisfies Word);
		};
		signal.addEventListener('abort', () => channel.close());
		channel.postMessage({ asks: true } satisfies Word);
		const lead = () => {
			leads = true;
			return follow(signal, tell);
		};
		if ('locks' in navigator) navigator.locks.request(NAME, { signal }, lead).catch(() => {});
		else void lead();
	}

	#take({ unread, isLate }: Word): void {
		if (unread !== undefined) this.unread = unread;
		if (isLate !== undefined) this.isLate = isLate;
	}
}

/** Whoever is signed out meanwhile is refused for as long as the page stays open. */
const LONGEST_WAIT = 5 * 60_000;

/** Resolves when the tab is done with it. */
function follow(signal: AbortSignal, tell: (word: Word) => void): Promise<void> {
	return new Promise((resolve) => {
		const end = openSource('/account/notices/live', {
			on: {
				notices: (data) => tell({ unread: (JSON.parse(data) as { unread: number }).unread, isLate: false }),
			},
			onlate: () => tell({ isLate: true }),
			longestWait: LONGEST_WAIT,
		});
		signal.addEventListener('abort', () => {
			end();
			resolve();
		});
	});
}
