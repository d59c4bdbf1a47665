/** Sends a ballot without leaving the page, solves a challenge where the server asks for one, and keeps it for another try. */
import { applyAction, deserialize } from '$app/forms';
import { invalidateAll } from '$app/navigation';

const MOST_PROOFS = 2;

export interface BallotFailure {
	reason: string;
	retryAfter?: number;
	choices?: number[];
	other?: string;
	challenge?: unknown;
}

export class BallotSender {
	state = $state<'idle' | 'sending' | 'proving'>('idle');
	/** What went wrong on the way; refusals of the server come back as the page's `form`. */
	failed = $state<'network' | 'busy'>();
	last = $state.raw<{ action: string; data: FormData }>();

	/** @returns whether the ballot was counted */
	async send(action: string, data: FormData): Promise<boolean> {
		if (this.state !== 'idle') return false;
		this.last = { action, data };
		this.failed = undefined;
		this.state = 'sending';
		try {
			return await this.#attempt(action, data, MOST_PROOFS);
		} catch {
			this.failed = 'network';
			return false;
		} finally {
			this.state = 'idle';
		}
	}

	async retry(): Promise<boolean> {
		return this.last ? this.send(this.last.action, this.last.data) : false;
	}

	async #attempt(action: string, data: FormData, proofs: number, redirects = 1): Promise<boolean> {
		this.state = 'sending';
		const response = await fetch(action, {
			method: 'POST',
			body: data,
			headers: { accept: 'application/json', 'x-sveltekit-action': 'true' },
		});
		const result = deserialize<Record<string, unknown>, BallotFailure & Record<string, unknown>>(
			await response.text(),
		);
		// Our id comes first, and then the same ballot with it.
		if (result.type === 'redirect' && result.status === 307 && redirects > 0) {
			return this.#attempt(result.location, data, proofs, redirects - 1);
		}
		if (result.type === 'error') {
			this.failed = response.status === 503 ? 'busy' : 'network';
			return false;
		}
		if (result.type === 'failure' && result.data?.challenge && proofs > 0) {
			this.state = 'proving';
			const { solveChallenge } = await import('$lib/ballots/solve-challenge');
			data.set('proof', await solveChallenge(result.data.challenge));
			return this.#attempt(action, data, proofs - 1, redirects);
		}
		data.delete('proof');
		if (result.type === 'success') await invalidateAll();
		await applyAction(result);
		return result.type === 'success';
	}
}
