/** Who says what of the sample, where and when; before anybody has looked at it. */
import { randomUUID } from 'node:crypto';
import { pickOne, type Random } from '../random.ts';
import { POLLS } from '../polls.ts';
import { TOPICS } from '../topics.ts';
import { FIRST_PARTICIPANT } from './names.ts';
import type { Said, SampleComment, SampleThread, WaitingComment } from './sample-comment.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
const VIETNAM = 7 * HOUR;

export const OFFICIAL = 'lanh-dao';

/** Those who say something: some often, most once or twice. The first few speak only where the texts name them. */
const TALKERS = Array.from({ length: 130 }, (_, i) => FIRST_PARTICIPANT + 12 + i);
const TALKATIVE = TALKERS.map((_, i) => 1 / (i + 4) ** 0.6);
/** Those whose first words wait at the desk. */
const NEWCOMERS = Array.from({ length: 40 }, (_, i) => FIRST_PARTICIPANT + 150 + i);

/** The id of the person that an author is. */
export type PersonOf = (author: number | typeof OFFICIAL) => string;

export interface Laid {
	id: string;
	slug: string;
	/** The number of a sample citizen, or the official's login. */
	author: number | typeof OFFICIAL;
	parent: Laid | null;
	said: SampleComment;
	waiting: WaitingComment | null;
	createdAt: number;
	/** When somebody has looked at it, if it had to wait for that. */
	settledAt: number;
}

export function layOut(
	threads: SampleThread[],
	waiting: WaitingComment[],
	{ now, random }: { now: number; random: Random },
): Laid[] {
	const all: Laid[] = [];
	for (const { slug, comments } of threads) {
		const [from, to] = openTimes(slug, now);
		for (const said of comments) {
			const createdAt = awake(from + random() ** 1.4 * (to - from));
			add(all, { slug, said, parent: null, createdAt, latest: Math.min(to + DAY, now - HOUR) });
		}
	}
	const settled = [...all];
	for (const [at, held] of waiting.entries()) {
		const shown = settled.filter(
			(one) => one.slug === held.slug && isShown(one) && one.settledAt < now - 2 * DAY,
		);
		const parent = held.reply ? shown[Math.floor(random() * shown.length)]! : null;
		all.push({
			id: randomUUID(),
			slug: held.slug,
			author: held.by ?? (at % 2 ? NEWCOMERS[at >> 1]! : someTalker(parent)),
			parent,
			said: { text: held.text },
			waiting: held,
			// The oldest has waited for two days, the newest for some minutes.
			createdAt: now - 7 * MINUTE - random() ** 2 * 47 * HOUR,
			settledAt: now,
		});
	}
	return all;

	function add(
		to: Laid[],
		{
			slug,
			said,
			parent,
			createdAt,
			latest,
		}: Pick<Laid, 'slug' | 'parent' | 'createdAt'> & { said: Said; latest: number },
	): Laid {
		const comment: SampleComment = typeof said === 'string' ? { text: said } : said;
		const began = beginOf(comment, now) ?? createdAt;
		const laid: Laid = {
			id: randomUUID(),
			slug,
			author: authorOf(comment, parent),
			parent,
			said: comment,
			waiting: null,
			createdAt: began,
			settledAt: began + between((3 + 240 * random() ** 3) * MINUTE, (latest - began) / 3),
		};
		to.push(laid);
		// One after the other, so that what answers what can be followed.
		let last = laid;
		for (const reply of comment.replies ?? []) {
			const room = latest - last.settledAt;
			const later =
				last.settledAt + between((0.2 + 20 * random() ** 2) * HOUR, room * (0.1 + 0.4 * random()));
			last = add(to, { slug, said: reply, parent: laid, createdAt: later, latest });
		}
		return laid;
	}

	function authorOf({ official, by, same }: SampleComment, parent: Laid | null): Laid['author'] {
		if (official) return OFFICIAL;
		if (same && parent) return parent.author;
		return by ?? someTalker(parent);
	}

	function someTalker(besides: Laid | null | undefined): number {
		const author = TALKERS[pickOne(TALKATIVE, random)]!;
		return author === besides?.author ? someTalker(besides) : author;
	}
}

export const isShown = ({ waiting, said: { rejected, withdrawn } }: Laid): boolean =>
	!waiting && !withdrawn && (!rejected || rejected.appeal?.outcome === 'overturned');

/** Some changed a word a little after writing. */
export const revisedAt = ({ said, createdAt }: Laid): number =>
	said.before === undefined ? createdAt : createdAt + 2 * MINUTE;

/** Appeals have their terms. */
function beginOf({ rejected }: SampleComment, now: number): number | undefined {
	if (!rejected?.appeal) return undefined;
	return rejected.appeal.outcome ? now - 12 * DAY : now - 50 * HOUR;
}

function between(wished: number, most: number): number {
	return Math.max(MINUTE, Math.min(wished, most));
}

function openTimes(slug: string, now: number): [from: number, to: number] {
	const topic = TOPICS.find((one) => one.slug === slug);
	if (topic) return [now - topic.publishedDaysAgo * DAY + 12 * HOUR, now - 30 * HOUR];
	const { opensInDays, closesInDays } = POLLS.find((one) => one.slug === slug)!;
	return [now + opensInDays * DAY + 26 * HOUR, now + Math.min(closesInDays * DAY - 30 * HOUR, -30 * HOUR)];
}

/** Few write between midnight and five. */
function awake(at: number): number {
	const hour = ((at + VIETNAM) % DAY) / HOUR;
	return hour < 5 ? at - 6 * HOUR : at;
}
