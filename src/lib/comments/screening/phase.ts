/** What a phase of screening is given, and what it may answer. */
import type { ThreadMode } from '../comment';
import type { Forms } from '../text/folded';
import type { Span } from '../text/form';
import type { PreparedRules } from './prepare-rules';

export const HOLD_REASONS = [
	'author-held',
	'copied',
	'links',
	'banned-word',
	'suspect-word',
	'personal-data',
	'shouting',
	'flood',
	'history',
	'first-comment',
	'thread-before',
	'phase-failed',
	'outside-pending',
	'outside-hold',
	'outside-failed',
] as const;
export type HoldReason = (typeof HOLD_REASONS)[number];

export const SCREEN_REFUSALS = [
	'empty',
	'too-long',
	'thread-closed',
	'suspended',
	'banned',
	'warning-first',
	'repeated',
	'too-many',
	'banned-word',
] as const;
export type ScreenRefusal = (typeof SCREEN_REFUSALS)[number];

export interface Finding {
	phase: string;
	reason: HoldReason;
	/** Where, in UTF-16 units of the text. */
	spans: Span[];
	/** Of a service outside, for moderators. */
	words?: string[];
}

/** All that phases may look at; gathered before, so that they ask nobody. */
export interface Screened {
	body: string;
	/** The text in the forms in which words are looked for. */
	forms: Forms;
	rules: PreparedRules;
	thread: { mode: ThreadMode; isClosed: boolean };
	author: {
		/** An official who answers as such: by invitation, with two factors. */
		isOfficial: boolean;
		/** Sanctions that count now. */
		sanctions: readonly ('warn' | 'hold' | 'suspend' | 'ban')[];
		/** Settled comments of the last 90 days. */
		published: number;
		rejected: number;
		/** Comments of the last ten minutes, edits not counted. */
		recent: number;
		/** The same text by the same person in this thread; by others anywhere, within a day. */
		ownRepeats: number;
		othersRepeats: number;
	};
}

export type PhaseAnswer =
	undefined | { hold: HoldReason; spans?: Span[] } | { refuse: ScreenRefusal; spans?: Span[] };

export interface Phase {
	name: string;
	look: (comment: Screened) => PhaseAnswer;
}
