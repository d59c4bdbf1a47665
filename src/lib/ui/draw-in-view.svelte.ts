import type { Attachment } from 'svelte/attachments';
import { onceInView } from './once-in-view';

/**
 * An attachment for a box that is drawn by code which is fetched when the box comes into view, for pages where every
 * kilobyte counts. Until then, and if it cannot be fetched, what the server made stays.
 */
export function drawInView(load: () => Promise<Attachment<HTMLElement>>): Attachment<HTMLElement> {
	return (box) => {
		let end: (() => void) | undefined;
		let gone = false;

		// The box is hidden until it is drawn, and what is hidden never comes into view.
		const callOff = onceInView(box.parentElement ?? box, () =>
			load().then(
				(draw) => {
					if (!gone) end = $effect.root(() => draw(box) ?? undefined);
				},
				() => undefined,
			),
		);
		return () => {
			gone = true;
			callOff();
			end?.();
		};
	};
}
