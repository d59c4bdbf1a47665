/** What the desk shows of a comment and of a person. */
import type { CommentState } from '../comments/comment';
import type { Finding } from '../comments/screening/phase';
import type { DecisionAction, OtherState, RejectReason, SanctionKind } from './moderation';

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
	/** Answers to polls in people's own words. */
	answers: number;
	/** Drawn for a second look, by whoever asks. */
	second: number;
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
		/** Where; null: everywhere. */
		area: string | null;
		mayLift: boolean;
	}[];
	notes: { id: number; body: string; by: string | null; at: Date; area: string | null }[];
	comments: { id: string; state: CommentState; body: string; createdAt: Date; reason: RejectReason | null }[];
}

/** A person's file, and what its reader can do. */
export interface PersonView {
	file: PersonFile;
	/** It is the reader's own. */
	isSelf: boolean;
	/** In which the reader can act; who acts everywhere may choose one all the same. */
	areas: { code: string; name: string }[];
	everywhere: boolean;
}

/** Of an answer to a poll in somebody's own words. Nothing here leads to them. */
export interface OtherItem {
	id: string;
	body: string;
	state: OtherState;
	findings: Finding[];
	poll: { slug: string; title: string };
	last: {
		by: string | null;
		becomes: OtherState;
		reason: RejectReason | null;
		note: string;
		at: Date;
	} | null;
}

/** A text to be judged anew; what was decided on it, by whom and who wrote it is left out. */
export interface SecondLook {
	decision: number;
	body: string;
	place: { title: string };
	parent: string | null;
}

export interface DeskThread {
	id: string;
	kind: 'poll' | 'topic';
	title: string;
}
