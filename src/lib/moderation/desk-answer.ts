/** What the desk's forms answer, and what the desk shows of it. */
import type { DecisionAction } from './moderation';

export interface DeskAnswer {
	comment?: string;
	action?: DecisionAction;
	decisionId?: number;
	problem?: string;
	by?: string | null;
	/** As it was typed. */
	note?: string;
	several?: Several;
	severalProblem?: string;
	undo?: Undone;
}

/** Of several that were decided at once. */
export interface Several {
	made: MadeDecision[];
	left: LeftOver[];
	/** Milliseconds since the first of them. */
	took: number;
}

/** Of one or several decisions that were to be taken back. */
export interface Undone {
	/** Comments whose decisions were. */
	undone: string[];
	left: LeftOver[];
}

export interface MadeDecision {
	comment: string;
	action: DecisionAction;
	decision: number;
}

/** Decisions that can be taken back together. */
export interface Offer {
	/** The first made first. */
	made: MadeDecision[];
	/** See Done. */
	until: number;
}

export interface Done {
	action: DecisionAction;
	decisionId?: number;
	/** Until when it can be taken back; milliseconds since 1970. */
	until: number;
}

export interface Conflict {
	problem: string;
	/** Who was faster. */
	by: string | null;
	action?: DecisionAction;
}

/** Of several, one that stayed as it was. */
export interface LeftOver extends Conflict {
	comment: string;
	/** Whose it is, and how it begins; null where it can't be read. */
	about: { author: string | null; excerpt: string } | null;
}

/** What the forms about a person answer: what came of it, or why nothing did and what was typed. */
export interface FileAnswer {
	imposed?: boolean;
	lifted?: boolean;
	noted?: boolean;
	problem?: 'incomplete' | 'own' | 'days-missing' | 'not-allowed' | 'area-missing' | 'not-found';
	kind?: string;
	reason?: string;
	days?: string;
	area?: string;
	noteProblem?: 'empty' | 'own' | 'not-allowed' | 'area-missing' | 'not-found';
	note?: string;
	noteArea?: string;
}

/** @param until see Done */
export function asDone({ problem, action, decisionId }: DeskAnswer, until: number): Done | undefined {
	if (problem !== undefined || action === undefined) return undefined;
	return { action, until, ...(decisionId === undefined ? {} : { decisionId }) };
}

export function asConflict({ problem, by = null, action }: DeskAnswer): Conflict | undefined {
	return problem === undefined ? undefined : { problem, by, ...(action === undefined ? {} : { action }) };
}

/** How many of each kind, the most frequent first. */
export function countActions(made: readonly MadeDecision[]): { action: DecisionAction; count: number }[] {
	const counts = new Map<DecisionAction, number>();
	for (const { action } of made) counts.set(action, (counts.get(action) ?? 0) + 1);
	return [...counts].map(([action, count]) => ({ action, count })).sort((a, b) => b.count - a.count);
}
