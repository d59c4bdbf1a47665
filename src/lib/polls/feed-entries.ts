/** A poll in a feed: one entry when it opens, and another, of an id of its own, when its results stand. */
import type { AtomEntry } from '../shared/atom';

export interface PublicPoll {
	id: string;
	slug: string;
	lang: 'vi' | 'en';
	question: string;
	intro: string;
	opensAt: Date;
	/** When its closing was moved last; else when it opened. */
	changedAt: Date;
}

export interface ClosedPoll extends Omit<PublicPoll, 'changedAt'> {
	closesAt: Date;
}

export function pollEntry(poll: PublicPoll, origin: string, category: string): AtomEntry {
	return {
		...{ uuid: poll.id, lang: poll.lang, title: poll.question, summary: poll.intro, category },
		...{ address: `${origin}/polls/${poll.slug}`, publishedAt: poll.opensAt, updatedAt: poll.changedAt },
	};
}

export function resultEntry(poll: ClosedPoll, origin: string, category: string): AtomEntry {
	return {
		...{
			uuid: poll.id,
			fragment: 'results',
			lang: poll.lang,
			title: poll.question,
			summary: poll.intro,
			category,
		},
		address: `${origin}/polls/${poll.slug}/results`,
		...{ publishedAt: poll.closesAt, updatedAt: poll.closesAt },
	};
}
