/**
 * The script of the widget, the only one that an article's reader loads: it says how high the widget is, sends answers
 * without a new page, and keeps the figures up to date. Everything works without it, by plain forms and links. The
 * server makes all markup and all words; what comes back replaces what is there.
 */
import { follow } from './figures';
import { tellHeight } from './height';
import { Sender } from './sender';

const found = document.querySelector<HTMLElement>('[data-embed]');
if (found) start(found);

function start(main: HTMLElement): void {
	let stop = follow(main, reload);
	tellHeight(main);
	countChoices(main);
	const sender = new Sender(main, show);

	/** @throws when this is no page of the widget: an error of a server on the way, a page of somebody's network */
	function show(html: string): void {
		const next = new DOMParser()
			.parseFromString(html, 'text/html')
			.querySelector<HTMLElement>('[data-embed]');
		if (!next) throw new Error('no widget came back');
		stop();
		for (const name of ['data-live', 'data-status', 'data-answer']) {
			const value = next.getAttribute(name);
			if (value === null) main.removeAttribute(name);
			else main.setAttribute(name, value);
		}
		main.replaceChildren(...next.childNodes);
		stop = follow(main, reload);
		countChoices(main);
	}

	async function reload(address = location.href): Promise<void> {
		const response = await fetch(address, { headers: { accept: 'text/html' } });
		show(await response.text());
	}

	main.addEventListener('submit', (event) => {
		event.preventDefault();
		void sender.send(event.target as HTMLFormElement, event.submitter);
	});
	main.addEventListener('click', (event) => {
		const target = event.target as Element;
		if (target.closest('[data-retry]')) void sender.retry();
		const link = target.closest<HTMLAnchorElement>('a[data-swap]');
		if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
		event.preventDefault();
		reload(link.href).then(
			() => main.querySelector<HTMLElement>('#ballot-heading')?.focus({ preventScroll: true }),
			() => location.assign(link.href),
		);
	});
	main.addEventListener('change', () => countChoices(main));
}

/** Without script nobody would keep the count. */
function countChoices(main: HTMLElement): void {
	const line = main.querySelector<HTMLElement>('[data-chosen]');
	if (!line) return;
	const chosen = main.querySelectorAll('input[name=choice]:checked').length;
	line.textContent = line.dataset.chosen!.replace('{chosen}', String(chosen));
}
