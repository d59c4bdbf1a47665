/** What the overview shows of a poll. */
import type { Level, ResultPolicy, Status } from '../polls/poll';
import type { HourlyTurnout, Turnout } from '../polls/results';
import type { Movement, Mover } from './movement';

export interface PollLine {
	id: string;
	slug: string;
	question: string;
	level: Level;
	status: Status;
	policy: ResultPolicy;
	opensAt: Date;
	closesAt: Date;
	topic: string | null;
	area: string | null;
	/** How many people on the roll may vote; null: not known. */
	eligible: number | null;
	/** Null while the result policy hides it; then there is no movement either. */
	ballots: Turnout | null;
	/** The period that was asked for, against the one before it. */
	movements: Movement[];
}

export interface Choice {
	value: string;
	name: string;
}

export interface Overview {
	now: Date;
	/** Those of this page, the next to close first, then those that closed, the last one first. */
	polls: (PollLine & { hours: HourlyTurnout[] })[];
	/** How many fit the filters. */
	found: number;
	/** Of those, how many are looked at; fewer than found where there are very many. */
	looked: number;
	pages: number;
	movers: Mover[];
	topics: Choice[];
	areas: Choice[];
}
