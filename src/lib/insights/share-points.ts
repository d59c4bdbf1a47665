/** How the shares of a poll's options stood over time: points that were kept, and how they stand now. */
import type { VoterClass } from '../polls/poll';
import type { Results } from '../polls/results';
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
 * and so many as can be drawn, the first and the last among them.
 */
export function pointsOf(kept: readonly SharePoint[], { classes, asOf }: Results): SharePoint[] {
	return classes.flatMap(({ class: voters, ballots, options }) => {
		const earlier = kept.filter((point) => point.class === voters && point.ballots >= FEW);
		if (ballots === 0 || earlier.length === 0) return [];
		const now = {
			class: voters,
			at: new Date(asOf),
			ballots,
			votes: Object.fromEntries(options.map(({ id, votes }) => [id, votes])),
		};
		const all = [...earlier.filter(({ at }) => at < now.at), now];
		const step = Math.ceil(all.length / MOST);
		return all.filter((_, i) => (all.length - 1 - i) % step === 0 || i === 0);
	});
}
