/** What people say in the sample town, as the files beside this one write it. All texts are the project's own. */
import type { ReportReason } from '../../../src/lib/comments/comment.ts';
import type { RejectReason } from '../../../src/lib/moderation/moderation.ts';

/** Under the main topic people are of two minds; `both` are views that the two share. */
export type Camp = 'strict' | 'support' | 'both';

export interface SampleComment {
	text: string;
	/** The number of a sample citizen; anybody if left out. */
	by?: number;
	/** Whoever said what this answers. */
	same?: true;
	/** The answer of the official in charge. */
	official?: true;
	picked?: true;
	camp?: Camp;
	/** How many of those who answer agree, from 0 to 1. */
	agreed?: number;
	/** Published unless something else is said here. */
	rejected?: { reason: RejectReason; note?: string; appeal?: SampleAppeal };
	withdrawn?: true;
	/** What it said before its author changed it. */
	before?: string;
	reports?: { reason: ReportReason; note?: string }[];
	/** A moderator looked at the reports and let it stand. */
	kept?: true;
	replies?: Said[];
}

export interface SampleAppeal {
	words: string;
	/** Not decided yet if left out. */
	outcome?: 'overturned' | 'upheld';
	note?: string;
}

/** A text alone is a published comment by anybody. */
export type Said = string | SampleComment;

export interface SampleThread {
	kind: 'topic' | 'poll';
	slug: string;
	/** `before` if left out. */
	mode?: 'after' | 'closed';
	comments: Said[];
}

export interface WaitingComment {
	text: string;
	slug: string;
	by?: number;
	/** It answers somebody in its thread. */
	reply?: true;
	/** One moderator has proposed to reject it; it takes a second. */
	proposed?: RejectReason;
}
