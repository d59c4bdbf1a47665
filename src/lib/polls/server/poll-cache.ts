/**
 * Definitions of polls, kept for a moment. A flood of answers to one poll must not read its texts for each; what may
 * be a moment late here (the status) is judged exactly by the statement that writes the vote.
 */
import type { Db } from '../../server/db/client';
import { pollStatus, type Lang, type Poll } from '../poll';
import { findPoll } from './reads';

const KEEP_MS = 2_000;
const MOST = 2_000;

export class PollCache {
	readonly #db: () => Db;
	readonly #kept = new Map<string, { at: number; poll: Promise<Poll | undefined> }>();

	constructor(db: () => Db) {
		this.#db = db;
	}

	async find(slug: string, lang: Lang): Promise<Poll | undefined> {
		const now = Date.now();
		const name = `${lang}/${slug}`;
		const kept = this.#kept.get(name);
		if (kept && now - kept.at < KEEP_MS) return current(await kept.poll, now - kept.at);
		const poll = findPoll(this.#db(), slug, lang);
		if (this.#kept.size >= MOST) this.#kept.clear();
		this.#kept.set(name, { at: now, poll });
		poll.catch(() => this.#kept.delete(name));
		return poll;
	}
}

/** A kept poll may have opened or closed meanwhile; this process's clock is good enough for what is only shown. */
function current(poll: Poll | undefined, age: number): Poll | undefined {
	if (!poll || age < 100 || poll.status === 'draft' || poll.status === 'closed') return poll;
	const status = pollStatus({ ...poll, state: 'published' }, new Date());
	return status === poll.status ? poll : { ...poll, status };
}
