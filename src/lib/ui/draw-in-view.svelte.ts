import type { Attachment } from 'svelte/attachments';

/**
 * An attachment for a box that is drawn by code which is fetched when the box comes into view, for pages where every
 * kilobyte counts. Until then, and if it cannot be fetched, what the server made stays.
 */
export function drawInView(load: () => Promise<Attachment<HTMLElement>>): Attachment<HTMLElement> {
	return (box) => {
		let end: (() => void) | undefined;
		let gone = false;

		const seen = new IntersectionObserver(
			(entries) => {
				if (!entries.some((entry) => entry.isIntersecting)) return;
				seen.disconnect();
				load().then(
					(draw) => {
						if (!gone) end = $effect.root(() => draw(box) ?? undefined);
					},
					() => undefined,
				);
			},
			{ rootMargin: '100px' },
		);
		// The box is hidden until it is drawn, and what is hidden never comes into view.
		seen.observe(box.parentElement ?? box);
		return () => {
			gone = true;
			seen.disconnect();
			end?.();
		};
	};
}
