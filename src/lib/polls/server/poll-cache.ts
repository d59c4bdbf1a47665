/**
 * Definitions of polls, kept for a moment. A flood of answers to one poll, or of readers of it, must not read its texts for
 * each. A move of its times or state ends the moment in every process (`poll_moved`), an edited text shows up to two seconds
 * later; the statement that writes a vote judges exactly.
 */
import { db, type Db } from '../../server/db/client';
import type { Channel } from '../../server/live/listener';
import { pollStatus, type Lang, type Poll } from '../poll';
import { findPoll } from './reads';

const KEEP_MS = 2_000;
const MOST = 2_000;

interface Kept {
	at: number;
	/** Undefined until it is known. */
	id?: string | undefined;
	poll: Promise<Poll | undefined>;
}

export class PollCache {
	readonly #db: () => Db;
	readonly #kept = new Map<string, Kept>();

	constructor(database: () => Db) {
		this.#db = database;
	}

	async find(slug: string, lang: Lang): Promise<Poll | undefined> {
		const now = Date.now();
		const name = `${lang}/${slug}`;
		const kept = this.#kept.get(name);
		if (kept && now - kept.at < KEEP_MS) return current(await kept.poll, now - kept.at);
		const fresh: Kept = { at: now, poll: findPoll(this.#db(), slug, lang) };
		if (this.#kept.size >= MOST) this.#kept.clear();
		this.#kept.set(name, fresh);
		fresh.poll.then(
			(poll) => (fresh.id = poll?.id),
			() => this.#kept.get(name) === fresh && this.#kept.delete(name),
		);
		return fresh.poll;
	}

	/** Polls move seldom, so looking through all that are kept costs nothing that counts. */
	forget(pollId: string): void {
		for (const [name, { id }] of this.#kept) if (id === pollId || id === undefined) this.#kept.delete(name);
	}

	forgetAll(): void {
		this.#kept.clear();
	}
}

/** A kept poll may have opened or closed meanwhile; this process's clock is good enough for what is only shown. */
function current(poll: Poll | undefined, age: number): Poll | undefined {
	if (!poll || age < 100 || poll.status === 'draft' || poll.status === 'closed') return poll;
	const status = pollStatus({ ...poll, state: 'published' }, new Date());
	return status === poll.status ? poll : { ...poll, status };
}

/** Of this process. */
export const pollCache = new PollCache(db);

/** What the database says when a poll's times or state have moved. */
export const pollMoved: Channel = {
	name: 'poll_moved',
	onMessage: (pollId) => pollCache.forget(pollId),
	onConnected: () => pollCache.forgetAll(),
};
