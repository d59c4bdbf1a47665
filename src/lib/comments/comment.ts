/** A comment's life: its states, who may move it from one to another, and what its author may still do. */

export const STATES = ['held', 'published', 'rejected', 'withdrawn'] as const;
export type CommentState = (typeof STATES)[number];

export const THREAD_MODES = ['before', 'after', 'closed'] as const;
/** `before`: every comment waits. `after`: shown at once unless screening holds it. */
export type ThreadMode = (typeof THREAD_MODES)[number];

/** Why a thread takes nothing more: its editors closed it, its time is over, or its poll is archived. */
export type ThreadClosed = 'editors' | 'time' | 'archived';

export type Mover = 'author' | 'moderator' | 'screening';

/** Every move that exists. What is not here is refused, to everybody. */
const MOVES: Record<CommentState, Partial<Record<CommentState, readonly Mover[]>>> = {
	held: {
		held: ['author'],
		published: ['moderator', 'screening'],
		rejected: ['moderator'],
		withdrawn: ['author'],
	},
	published: {
		held: ['author', 'moderator'],
		published: ['author'],
		rejected: ['moderator'],
		withdrawn: ['author'],
	},
	rejected: { held: ['author', 'moderator'], published: ['moderator'], withdrawn: ['author'] },
	withdrawn: {},
};

function mayMove(from: CommentState, to: CommentState, by: Mover): boolean {
	return MOVES[from][to]?.includes(by) ?? false;
}

/** The states from which `by` may move a comment to `to`; for the condition of an update. */
export function statesBefore(to: CommentState, by: Mover): CommentState[] {
	return STATES.filter((from) => mayMove(from, to, by));
}

/** What an author may do about personal data in what they send: cover it, or leave it to a moderator. */
export const PERSONAL_CHOICES = ['mask', 'keep'] as const;

/** Characters of a comment. */
export const BODY_MOST = 2_000;
/** For so long a moderator may take back a decision, before anybody else sees it. */
export const UNDO_SECONDS = 5;
/** Shown so deep; deeper replies stand at this depth and name whom they answer. */
export const SHOWN_DEPTH = 2;
export const DEEPEST = 100;

export interface OwnComment {
	state: CommentState;
	createdAt: Date;
	resubmitted: boolean;
}

/** What an author may do with a comment now. @param editMinutes as the rules have it */
export function authorMay(
	{ state, createdAt, resubmitted }: OwnComment,
	{ now, editMinutes }: { now: Date; editMinutes: number },
) {
	const isFresh = now.getTime() - createdAt.getTime() < editMinutes * 60_000;
	return {
		edit: isFresh && (state === 'held' || state === 'published'),
		resubmit: state === 'rejected' && !resubmitted,
		withdraw: state !== 'withdrawn',
	};
}

export const SORTS = ['newest', 'oldest', 'agreed', 'discussed'] as const;
export type Sort = (typeof SORTS)[number];

export const REACTIONS = ['agree', 'disagree', 'pass'] as const;
export type Reaction = (typeof REACTIONS)[number];

export const REPORT_REASONS = [
	'offensive',
	'abusive',
	'spam',
	'personal-data',
	'false-claim',
	'hate',
	'illegal',
	'other',
] as const;
export type ReportReason = (typeof REPORT_REASONS)[number];
