/** The desk's vocabulary: why a comment is rejected, what a moderator can do, and where comments queue. */
import type { CommentState } from '../comments/comment';

export const REJECT_REASONS = [
	'offensive',
	'abusive',
	'spam',
	'advertising',
	'personal-data',
	'off-topic',
	'false-claim',
	'hate',
	'illegal',
	'duplicate',
	'other',
] as const;
export type RejectReason = (typeof REJECT_REASONS)[number];

export const VERDICTS = ['approve', 'reject', 'keep'] as const;
/** `keep`: a comment that readers reported stays as it is. */
export type Verdict = (typeof VERDICTS)[number];

export type DecisionAction = Verdict | 'propose' | 'pick' | 'unpick' | 'undo' | 'overturn' | 'uphold';

export const QUEUES = ['waiting', 'reported', 'published', 'rejected', 'appeals', 'mine'] as const;
export type Queue = (typeof QUEUES)[number];

/** What can be asked for: comments that wait, or have stood, for so many hours. */
export const AGE_HOURS = [1, 6, 24, 72, 168] as const;

/** Of an answer in one's own words. */
export const OTHER_STATES = ['held', 'published', 'rejected'] as const;
export type OtherState = (typeof OTHER_STATES)[number];

/** From which states a verdict leads where. What is not here can't be decided. */
export const OUTCOMES: Record<
	Verdict,
	{ from: readonly CommentState[]; to: Exclude<CommentState, 'withdrawn'> }
> = {
	approve: { from: ['held', 'rejected'], to: 'published' },
	reject: { from: ['held', 'published'], to: 'rejected' },
	keep: { from: ['published'], to: 'published' },
};

/** A claim lasts so long, and is renewed while the comment stays open. */
export const CLAIM_MINUTES = 2;

export const SANCTIONS = ['warn', 'hold', 'suspend', 'ban'] as const;
export type SanctionKind = (typeof SANCTIONS)[number];
/** Days that may be chosen for the kinds that end. */
export const SANCTION_DAYS = [1, 3, 7, 14, 30, 90] as const;
