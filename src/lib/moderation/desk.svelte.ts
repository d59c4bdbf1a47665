/**
 * The desk in the browser: which comment is open, what was decided a moment ago, what can still be taken back. Everything
 * that it does is a form that works without it.
 */
import { openSource } from '../ui/live-source';
import type { Conflict, Done, Offer } from './desk-answer';
import type { QueueCounts } from './queue';

const RENEW_MS = 60_000;
/** Reading on with j and k claims only what one stops at. */
const STOP_MS = 400;

export class Desk {
	current = $state(0);
	done = $state<Record<string, Done>>({});
	/** Whose decision was taken back a moment ago. */
	undone = $state<Record<string, true>>({});
	conflicts = $state<Record<string, Conflict>>({});
	/** What was decided last and is in the list no more. */
	offer = $state.raw<Offer>();
	/** What the page was answered with is past: something was decided since. */
	isPast = $state(false);
	/** Who else has which comment open, since somebody asked; until then as the page has it. */
	claims = $state.raw<Record<string, string>>();
	counts = $state.raw<QueueCounts>();
	/** The connection is lost: counts and claims may be old. */
	isLate = $state(false);
	now = $state(Date.now());
	#open: string | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(
		/** The ids of the comments on the page. */
		private ids: () => readonly string[],
	) {}

	/** Another page, or the same one anew: what was decided before is as the page has it, but can be taken back in its time. */
	turnPage(): void {
		this.offer = this.#lastOffer() ?? this.offer;
		this.current = 0;
		this.done = {};
		this.undone = {};
		this.isPast = false;
		this.conflicts = {};
		this.claims = undefined;
	}

	#lastOffer(): Offer | undefined {
		const offers = Object.entries(this.done).flatMap(([comment, { action, decisionId: decision, until }]) =>
			decision === undefined ? [] : [{ made: [{ comment, action, decision }], until }],
		);
		return offers.sort((a, b) => b.until - a.until)[0];
	}

	/** Opens a comment once somebody has stopped at it. */
	stopAt(comment: string | undefined): void {
		clearTimeout(this.#timer);
		if (comment === this.#open) return;
		this.#leave();
		this.#timer = setTimeout(() => void this.#claim(comment), STOP_MS);
	}

	async #claim(comment: string | undefined): Promise<void> {
		if (comment === undefined || this.done[comment]) return;
		this.#open = comment;
		try {
			const response = await post({ comment, open: true });
			const { mine } = (await response.json()) as { mine: boolean };
			if (!mine) await this.#lookRound();
		} catch {
			// Without a network nothing is claimed, and a decision says so when it is sent.
		}
		if (this.#open === comment) this.#timer = setTimeout(() => void this.#claim(comment), RENEW_MS);
	}

	#leave(): void {
		const comment = this.#open;
		this.#open = undefined;
		if (comment !== undefined && !this.done[comment]) post({ comment, open: false }).catch(() => {});
	}

	/** @returns what ends it */
	work(): () => void {
		const end = openSource('/moderation/live', {
			on: {
				desk: () => {
					this.isLate = false;
					void this.#recount();
					void this.#lookRound();
				},
			},
			onlate: () => (this.isLate = true),
		});
		const clock = setInterval(() => (this.now = Date.now()), 500);
		// A tab that is closed, or goes elsewhere, lets go too; only one that dies leaves it to the clock.
		const leave = () => this.#leave();
		addEventListener('pagehide', leave);
		return () => {
			removeEventListener('pagehide', leave);
			clearTimeout(this.#timer);
			clearInterval(clock);
			end();
			this.#leave();
		};
	}

	async #lookRound(): Promise<void> {
		const ids = this.ids();
		try {
			const response = await fetch(`/moderation/claims?${ids.map((id) => `of=${id}`).join('&')}`);
			const claims = (await response.json()) as Record<string, string>;
			if (response.ok && ids.join() === this.ids().join()) this.claims = claims;
		} catch {
			// The next event asks again.
		}
	}

	async #recount(): Promise<void> {
		try {
			const response = await fetch('/moderation/counts');
			if (response.ok) this.counts = (await response.json()) as QueueCounts;
		} catch {
			// The next event asks again.
		}
	}
}

function post(claim: { comment: string; open: boolean }): Promise<Response> {
	return fetch('/moderation/claims', {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(claim),
		keepalive: true,
	});
}
