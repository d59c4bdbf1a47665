/** Keeps the figures of the widget up to date by the server's event stream, in the words that the server wrote. */
import type { Results } from '$lib/polls/results';

const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 30_000;
/** How long a hidden page keeps its stream. */
const HIDDEN_GRACE = 30_000;

type State = 'live' | 'reconnecting' | 'paused';
type Words = Record<State | 'value' | 'one' | 'many', string>;

/**
 * @param reload brings the whole widget anew, when the poll has closed or opened
 * @returns what ends it
 */
export function follow(main: HTMLElement, reload: () => Promise<void>): () => void {
	const line = main.querySelector<HTMLElement>('[data-words]');
	if (main.dataset.live === undefined || !line) return () => {};
	const words = JSON.parse(line.dataset.words!) as Words;
	const address = `/api/v1/polls/${main.dataset.slug!}/results/live`;
	let source: EventSource | undefined;
	let retry: ReturnType<typeof setTimeout> | undefined;
	let hide: ReturnType<typeof setTimeout> | undefined;
	let failures = 0;
	let asOf = new Date();

	function say(state: State): void {
		line!.dataset.now = state;
		const time = format({ hour: '2-digit', minute: '2-digit', second: '2-digit' }, asOf);
		line!.querySelector('[data-state]')!.textContent = words[state].replace('{time}', time);
	}

	function connect(): void {
		disconnect();
		source = new EventSource(address);
		source.addEventListener('open', () => (failures = 0));
		source.addEventListener('results', (event: MessageEvent<string>) => {
			const results = JSON.parse(event.data) as Results;
			if (results.status !== main.dataset.status) return void reload().catch(() => {});
			asOf = new Date(results.asOf);
			fill(main, results, words);
			say('live');
		});
		source.addEventListener('stale', () => say('reconnecting'));
		source.addEventListener('error', () => {
			say('reconnecting');
			if (source?.readyState !== EventSource.CLOSED) return; // the browser is trying again by itself
			disconnect();
			const longest = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** failures++);
			retry = setTimeout(connect, longest / 2 + (Math.random() * longest) / 2);
		});
	}

	function disconnect(): void {
		clearTimeout(retry);
		source?.close();
		source = undefined;
	}

	function onVisibility(): void {
		clearTimeout(hide);
		if (document.hidden) {
			hide = setTimeout(() => {
				disconnect();
				say('paused');
			}, HIDDEN_GRACE);
		} else if (!source) connect();
	}

	document.addEventListener('visibilitychange', onVisibility);
	connect();
	return () => {
		document.removeEventListener('visibilitychange', onVisibility);
		clearTimeout(hide);
		disconnect();
	};
}

function fill(main: HTMLElement, results: Results, words: Words): void {
	for (const result of results.classes) {
		const part = main.querySelector(`[data-class="${result.class}"]`);
		if (!part) continue;
		const count = result.ballots === 1 ? words.one : words.many;
		part.querySelector('[data-ballots]')!.textContent = count.replace('{count}', number(result.ballots));
		for (const { id, share, votes } of result.options) {
			const row = part.querySelector(`[data-option="${id}"]`);
			if (!row) continue;
			const percent = number(share, { style: 'percent', maximumFractionDigits: 1 });
			row.querySelector('[data-value]')!.textContent = words.value
				.replace('{share}', percent)
				.replace('{votes}', number(votes));
			row.querySelector('[data-bar]')!.setAttribute('width', `${Math.round(share * 1000) / 10}%`);
		}
	}
}

const tag = (): string => (document.documentElement.lang === 'en' ? 'en-GB' : 'vi-VN');

function number(value: number, options: Intl.NumberFormatOptions = { maximumFractionDigits: 0 }): string {
	return new Intl.NumberFormat(tag(), options).format(value);
}

function format(options: Intl.DateTimeFormatOptions, value: Date): string {
	const zone = { timeZone: 'Asia/Ho_Chi_Minh', hourCycle: 'h23' } as const;
	return new Intl.DateTimeFormat(tag(), { ...options, ...zone }).format(value);
}
