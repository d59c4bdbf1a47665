/** What the desk shows of a comment and of a person. */
import type { CommentState } from '../comments/comment';
import type { Finding } from '../comments/screening/phase';
import type { DecisionAction, RejectReason, SanctionKind } from './moderation';

export interface QueueItem {
	id: string;
	revision: number;
	state: CommentState;
	body: string;
	findings: Finding[];
	/** Since when it waits, or is settled. */
	since: Date;
	author: { id: string; name: string | null; published: number; rejected: number };
	place: { kind: 'poll' | 'topic'; slug: string; title: string };
	/** What it answers. */
	parent: { author: string | null; body: string } | null;
	picked: boolean;
	reports: { reason: string; note: string }[];
	/** Somebody else has it open. */
	claimedBy: string | null;
	/** The first of two yeses to a rejection. */
	proposed: { by: string | null; mine: boolean; reason: RejectReason } | null;
	last: {
		by: string | null;
		action: DecisionAction;
		reason: RejectReason | null;
		note: string;
		at: Date;
	} | null;
	appeal: { words: string; dueAt: Date; mine: boolean } | null;
}

export interface QueuePage {
	items: QueueItem[];
	next: string | null;
}

/** At most `COUNTED` each; more is said as more. */
export interface QueueCounts {
	waiting: number;
	reported: number;
	appeals: number;
	/** Seconds that half of the last decisions had been waited for; null without any. */
	medianWait: number | null;
	/** Since when the oldest waits. */
	oldest: Date | null;
}
export const COUNTED = 1_000;

export interface PersonFile {
	id: string;
	name: string | null;
	verified: boolean;
	since: Date;
	published: number;
	rejected: number;
	withdrawn: number;
	held: number;
	sanctions: {
		id: string;
		kind: SanctionKind;
		reason: string;
		by: string | null;
		imposedAt: Date;
		endsAt: Date | null;
		liftedAt: Date | null;
		counts: boolean;
	}[];
	comments: { id: string; state: CommentState; body: string; createdAt: Date; reason: RejectReason | null }[];
}
