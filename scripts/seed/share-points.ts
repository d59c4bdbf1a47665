/** How the sample town's polls stood on their way, as if the application had noted it hour by hour. */
import type pg from 'pg';
import { LEAST_MORE } from '../../src/lib/insights/share-points.ts';

interface Told {
	pollId: string;
	voterClass: 'verified' | 'unverified';
	/** What was chosen, ballot by ballot. */
	choices: readonly (readonly number[])[];
	/** How many answered when, the earliest first. */
	hours: readonly (readonly [hour: number, ballots: number])[];
}

export async function tellShares(db: pg.Client, { pollId, voterClass, choices, hours }: Told) {
	const points: { hour: Date; ballots: number; votes: Record<number, number> }[] = [];
	const votes: Record<number, number> = {};
	let [counted, kept] = [0, 0];
	for (const [hour, ballots] of hours) {
		for (const option of choices.slice(counted, counted + ballots).flat())
			votes[option] = (votes[option] ?? 0) + 1;
		counted += ballots;
		if (counted < kept + LEAST_MORE) continue;
		kept = counted;
		points.push({ hour: new Date(hour), ballots: counted, votes: { ...votes } });
	}
	await db.query(
		`INSERT INTO share_point (poll_id, voter_class, hour, ballots, votes)
		SELECT $1, $2, p.hour, p.ballots, p.votes FROM unnest($3::timestamptz[], $4::bigint[], $5::jsonb[]) AS p (hour, ballots, votes)
		ORDER BY p.hour`,
		[
			pollId,
			voterClass,
			points.map(({ hour }) => hour),
			points.map(({ ballots }) => ballots),
			points.map((point) => JSON.stringify(point.votes)),
		],
	);
}
