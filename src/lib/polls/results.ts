/** Results as everybody gets them: per class, never added up. */
import { VOTER_CLASSES, type Level, type Status, type VoterClass } from './poll';

export interface OptionResult {
	id: number;
	label: string;
	votes: number;
	/** Share of the ballots of this class, 0 to 1, rounded to four places. With several choices the shares may add up to more than 1. */
	share: number;
}

export interface ClassResult {
	class: VoterClass;
	ballots: number;
	options: OptionResult[];
}

export interface Results {
	slug: string;
	/** ISO 8601, the database's clock. */
	asOf: string;
	status: Status;
	classes: ClassResult[];
}

/** Ballots by class. */
export type Turnout = Record<VoterClass, number>;

export interface HourlyTurnout {
	class: VoterClass;
	/** Start of the hour, ISO 8601 UTC. */
	hour: string;
	ballots: number;
}

/** The classes that can have answers: an `open` poll takes both, the others only verified citizens. */
export function classesOf(level: Level): readonly VoterClass[] {
	return level === 'open' ? VOTER_CLASSES : ['verified'];
}

export function share(votes: number, ballots: number): number {
	return ballots === 0 ? 0 : Math.round((votes / ballots) * 10_000) / 10_000;
}

/** Mean of a rating whose option ids are its values; undefined without answers. */
export function mean(result: ClassResult): number | undefined {
	if (result.ballots === 0) return undefined;
	return result.options.reduce((sum, option) => sum + option.id * option.votes, 0) / result.ballots;
}

/** Median of a rating (the lower one of two middle answers); undefined without answers. */
export function median(result: ClassResult): number | undefined {
	if (result.ballots === 0) return undefined;
	const middle = Math.ceil(result.ballots / 2);
	let seen = 0;
	for (const option of [...result.options].sort((a, b) => a.id - b.id)) {
		seen += option.votes;
		if (seen >= middle) return option.id;
	}
	return undefined;
}
