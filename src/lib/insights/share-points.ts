/** How the shares of a poll's options stood over time: points that were kept, and how they stand now. */
import { VOTER_CLASSES, type VoterClass } from '../polls/poll';
import type { HourlyTurnout, Results } from '../polls/results';
import { FEW } from './interval';

/** So many more answers than at the point before, or a point would tell on people (migration 0050 holds it too). */
export const LEAST_MORE = 10;

export interface SharePoint {
	class: VoterClass;
	at: Date;
	ballots: number;
	/** By the id of the option; those without votes may be missing. */
	votes: Partial<Record<string, number>>;
}

/** More are not told apart in a small panel. */
const MOST = 60;

/**
 * With how results stand now as the last point, of each class; from where enough have answered for a share to say something,
 * and so many as can be drawn, the first and the last among them. A class that has not grown since is no line.
 *
 * @param closesAt from then on nothing moves, so nothing is drawn
 */
export function pointsOf(
	kept: readonly SharePoint[],
	{ classes, asOf }: Results,
	closesAt: Date,
): SharePoint[] {
	const until = new Date(Math.min(new Date(asOf).getTime(), closesAt.getTime()));
	return classes.flatMap(({ class: voters, ballots, options }) => {
		const earlier = kept.filter(
			(point) => point.class === voters && point.ballots >= FEW && point.at < until,
		);
		if (ballots < FEW || earlier.length === 0) return [];
		const now = {
			class: voters,
			at: until,
			ballots,
			votes: Object.fromEntries(options.map(({ id, votes }) => [id, votes])),
		};
		const all = [...earlier, now];
		const counts = all.map((point) => point.ballots);
		if (Math.max(...counts) - Math.min(...counts) < LEAST_MORE) return [];
		const step = Math.ceil(all.length / MOST);
		return all.filter((_, i) => (all.length - 1 - i) % step === 0 || i === 0);
	});
}

const HOUR = 3_600_000;

/**
 * The first points of classes of which many had answered long before: a poll that was open before points were kept, or
 * while nothing ran. What came before cannot be known, and a line that begins there must say so.
 */
export function lateStarts(kept: readonly SharePoint[], hours: readonly HourlyTurnout[]): SharePoint[] {
	return VOTER_CLASSES.flatMap((voters) => {
		const first = kept.find((point) => point.class === voters);
		if (!first) return [];
		const missed = hours.reduce(
			(sum, { class: of, hour, ballots }) =>
				of === voters && new Date(hour).getTime() < first.at.getTime() - HOUR ? sum + ballots : sum,
			0,
		);
		return missed >= FEW ? [first] : [];
	});
}
