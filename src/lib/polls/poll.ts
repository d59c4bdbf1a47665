/** What a poll is, when it takes answers, and who may see its results: the rules, as pure functions. */

import type { Eligibility } from './eligibility';

export const LEVELS = ['open', 'citizens', 'secret'] as const;
export const KINDS = ['single', 'multiple', 'rating-5', 'rating-10'] as const;
export const RESULT_POLICIES = ['live', 'after-vote', 'after-close'] as const;
export const VOTER_CLASSES = ['verified', 'unverified'] as const;

export type Level = (typeof LEVELS)[number];
export type Kind = (typeof KINDS)[number];
export type ResultPolicy = (typeof RESULT_POLICIES)[number];
export type VoterClass = (typeof VOTER_CLASSES)[number];
export type Lang = 'vi' | 'en';
/** `scheduled`: published, not open yet. The clock that decides is always the database's. */
export type Status = 'draft' | 'scheduled' | 'open' | 'closed';
/** By which the public list is divided, in the order in which it offers them. */
export const LISTED_STATUSES = ['open', 'scheduled', 'closed'] as const;
export type ListedStatus = (typeof LISTED_STATUSES)[number];

export interface PollOption {
	id: number;
	label: string;
	isOther: boolean;
}

export interface Poll {
	id: string;
	slug: string;
	level: Level;
	kind: Kind;
	minChoices: number;
	maxChoices: number;
	/** Options are shown as they stand; otherwise each visitor gets an order of their own. */
	ordered: boolean;
	resultPolicy: ResultPolicy;
	status: Status;
	opensAt: Date;
	closesAt: Date;
	question: string;
	intro: string;
	/** The language of question and labels: the reader's where it exists, else the original. */
	lang: Lang;
	options: PollOption[];
	topic?: { slug: string; title: string };
	/** Of a poll for citizens; nobody is left out where all are null. */
	eligibility: Eligibility & { areaName: string | null };
	/** When its closing was moved while it was open, the earliest first. */
	closingChanges: ClosingChange[];
}

export interface ClosingChange {
	madeAt: Date;
	was: Date;
	becomes: Date;
	/** In the editor's words, whatever the language. */
	reason: string;
}

export function pollStatus(poll: { state: string; opensAt: Date; closesAt: Date }, now: Date): Status {
	if (poll.state === 'draft') return 'draft';
	if (poll.state === 'archived' || now >= poll.closesAt) return 'closed';
	return now < poll.opensAt ? 'scheduled' : 'open';
}

/**
 * The one place that decides whether results may be seen: page, API, stream, export and preview all ask it, and
 * officials get the same answer as citizens. Before opening there is nothing to see, whatever the policy.
 */
export function mayResultsBeSeen(
	poll: { resultPolicy: ResultPolicy; status: Status },
	viewer: { hasVoted: boolean },
): boolean {
	switch (poll.status) {
		case 'draft':
		case 'scheduled':
			return false;
		case 'closed':
			return true;
		case 'open':
			return poll.resultPolicy === 'live' || (poll.resultPolicy === 'after-vote' && viewer.hasVoted);
	}
}

/** Whether everybody gets the same answer, so that it may be kept in a shared cache. */
export function areResultsTheSameForAll(poll: { resultPolicy: ResultPolicy; status: Status }): boolean {
	return poll.status !== 'open' || poll.resultPolicy !== 'after-vote';
}

/** Ascending and without repeats, the form in which the database keeps choices; undefined where the poll has no such answer. */
export function canonicalChoices(
	poll: Pick<Poll, 'minChoices' | 'maxChoices' | 'options'>,
	choices: readonly number[],
): number[] | undefined {
	const ids = new Set(choices);
	if (ids.size !== choices.length) return undefined;
	if (ids.size < poll.minChoices || ids.size > poll.maxChoices) return undefined;
	if (!choices.every((id) => poll.options.some((option) => option.id === id))) return undefined;
	return [...ids].sort((a, b) => a - b);
}

export function isRating(kind: Kind): boolean {
	return kind === 'rating-5' || kind === 'rating-10';
}
