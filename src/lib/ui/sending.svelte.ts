/**
 * A form with words that somebody typed, on its way by script. Where no answer comes of it, since the network, the server or
 * its database is away, the page stays as it is with everything typed, and NotSent.svelte says so.
 *
 *     const sending = new Sending();
 *
 *     <NotSent {sending} />
 *     <form method="post" use:enhance={sending.keep()}>
 */
import type { SubmitFunction } from '@sveltejs/kit';

/** What is done with an answer of the server, as `use:enhance` takes it. */
export type Answered = Exclude<Awaited<ReturnType<SubmitFunction>>, void>;

export class Sending {
	/** How often in a row it was not taken; each time is said anew. */
	lost = $state(0);
	isUnderWay = $state(false);

	/** @param answered shows the answer; unless given, with the form as it was typed */
	keep(answered: Answered = ({ update }) => update({ reset: false })): SubmitFunction {
		return () => {
			this.isUnderWay = true;
			return async (answer) => {
				const isLost = answer.result.type === 'error';
				this.lost = isLost ? this.lost + 1 : 0;
				try {
					if (!isLost) await answered(answer);
				} finally {
					this.isUnderWay = false;
				}
			};
		};
	}
}
