/** What must always hold, in the order in which it is shown. */
export const INVARIANTS = [
	'one-vote-per-voter',
	'votes-fit-their-poll',
	'votes-of-known-citizens',
	'tallies-are-recounts',
	'turnout-is-a-recount',
	'strata-add-up-to-votes',
	'comments-are-recounts',
	'audit-chain-whole',
] as const;

export type Invariant = (typeof INVARIANTS)[number];

export interface Finding {
	invariant: Invariant;
	held: boolean;
	/** How many votes, counters or entries were looked at. */
	checked: number;
	/** How many of them are not as they must be. */
	broken: number;
	/** Slugs of the polls where that is so; never a person. */
	polls: string[];
}

export interface IntegrityCheck {
	startedAt: Date;
	tookMs: number;
	held: boolean;
	findings: Finding[];
}
