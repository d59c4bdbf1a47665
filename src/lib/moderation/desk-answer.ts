/** What the desk's forms answer, and what the desk shows of it. */
import type { DecisionAction } from './moderation';

export interface DeskAnswer {
	comment?: string;
	action?: DecisionAction;
	decisionId?: number;
	undone?: boolean;
	problem?: string;
	by?: string | null;
	/** As it was typed. */
	note?: string;
	bulk?: { done: number; left: LeftOver[] };
	bulkProblem?: string;
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

/** Of several that were to be decided at once, one that was not. */
export interface LeftOver extends Conflict {
	comment: string;
}

/** @param until see Done */
export function asDone({ problem, action, decisionId }: DeskAnswer, until: number): Done | undefined {
	if (problem !== undefined || action === undefined) return undefined;
	return { action, until, ...(decisionId === undefined ? {} : { decisionId }) };
}

export function asConflict({ problem, by = null, action }: DeskAnswer): Conflict | undefined {
	return problem === undefined ? undefined : { problem, by, ...(action === undefined ? {} : { action }) };
}
