/** How many comments a thread has by now, for as long as the page is open and its reader is looking. */
import { openSource } from '../ui/live-source';

export class LiveThread {
	/** Undefined until the server has said something. */
	total = $state<number>();
	/** The connection is lost, so there may be more than what was said. */
	isLate = $state(false);

	/** @returns what ends it */
	follow(path: string): () => void {
		let end: (() => void) | undefined;
		const look = () => {
			if (document.hidden) {
				end?.();
				end = undefined;
			} else
				end ??= openSource(`/api/v1${path}/comments/live`, {
					on: {
						comments: (data) => {
							this.total = (JSON.parse(data) as { total: number }).total;
							this.isLate = false;
						},
					},
					onlate: () => (this.isLate = true),
				});
		};
		document.addEventListener('visibilitychange', look);
		look();
		return () => {
			document.removeEventListener('visibilitychange', look);
			end?.();
		};
	}
}
