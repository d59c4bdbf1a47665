/** What people said in public, as officials find it behind a figure. Nobody's name stands beside it. */
import type { Choice } from './overview';
import type { Bucket, Unit } from './time-buckets';

export interface Said {
	id: string;
	body: string;
	publishedAt: Date;
	isOfficial: boolean;
	isReply: boolean;
	agree: number;
	disagree: number;
	pass: number;
	replies: number;
	/** Under what it was said. */
	kind: 'poll' | 'topic';
	slug: string;
	title: string;
	/** The first official answer in the same conversation. */
	answerId: string | null;
}

export interface SaidPage {
	now: Date;
	/** The time that is looked at, from and until. */
	from: Date;
	until: Date;
	/** How many were said in it. */
	found: number;
	/** Whether anything was ever said, whatever is asked for. */
	isAnything: boolean;
	/** By days in Vietnam or longer, the oldest first, without holes. */
	unit: Unit;
	times: (Bucket & { count: number })[];
	said: Said[];
	/** Where the list goes on. */
	next: string | null;
	topics: Choice[];
	areas: Choice[];
	/** What the poll that was asked for asks; null: none was, or it is not to be seen. */
	question: string | null;
}
