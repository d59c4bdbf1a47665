/** What the overview shows of polls, and of comments. */
import type { Level, ResultPolicy, Status } from '../polls/poll';
import type { Turnout } from '../polls/results';
import type { Movement, Mover } from './movement';
import type { NewAnswers, PeriodTimes } from './new-answers';
import type { Shift } from './shift';

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
	/** Published ones. */
	comments: number;
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
	polls: (PollLine & { newAnswers: NewAnswers })[];
	/** Of these new answers. */
	times: PeriodTimes;
	/** How many fit the filters. */
	found: number;
	/** Of those, how many are looked at; fewer than found where there are very many. */
	looked: number;
	pages: number;
	movers: Mover[];
	/** Polls in which those who answered in the period said something else than those before, the largest change first. */
	opinions: OpinionMover[];
	comments: CommentFigures;
	topics: Choice[];
	areas: Choice[];
}

export interface OpinionMover {
	slug: string;
	question: string;
	shift: Shift;
	/** Of its option; null: it is of a mean. */
	label: string | null;
}

export interface CommentFigures {
	held: number;
	published: number;
	rejected: number;
	/** Of those held: for less than a day, for up to three, and for longer. */
	waits: { day: number; three: number; longer: number };
	/** Since when the first of them waits, to the hour. */
	oldest: Date | null;
	/** Published in the period, and in the one before. */
	now: number;
	before: number;
	/** Where that changed most, the largest change first. */
	movers: ThreadMover[];
}

export interface ThreadMover {
	kind: 'poll' | 'topic';
	slug: string;
	title: string;
	now: number;
	before: number;
}
