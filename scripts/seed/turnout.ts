/** When the sample town's people answered. */
import type pg from 'pg';
import { pickOne, type Random } from './random.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const VIETNAM = 7 * HOUR; // ahead of UTC, the whole year round

/**
 * The database has counted all answers in the present hour; this gives them the hours at which people would answer.
 * @returns how many answered when, the earliest first
 */
export async function spreadTurnout(
	db: pg.Client,
	pollId: string,
	voterClass: 'verified' | 'unverified',
	count: number,
	from: number,
	to: number,
	random: Random,
): Promise<[hour: number, ballots: number][]> {
	const hours: number[] = [];
	for (let hour = from - (from % HOUR); hour < to; hour += HOUR) hours.push(hour);
	const weights = hours.map((hour) => {
		const partOfHour = Math.min(1, (to - hour) / HOUR);
		const interest = 0.25 + Math.exp(-(hour - from) / (3 * DAY)); // most people hear of a poll in its first days
		return partOfHour * interest * dayRhythm(new Date(hour + VIETNAM).getUTCHours()) * (0.7 + 0.6 * random());
	});
	const ballots = new Map<number, number>();
	for (let i = 0; i < count; i++) {
		const hour = hours[pickOne(weights, random)]!;
		ballots.set(hour, (ballots.get(hour) ?? 0) + 1);
	}
	await db.query('DELETE FROM turnout_by_hour WHERE poll_id = $1 AND voter_class = $2', [pollId, voterClass]);
	await db.query(
		`INSERT INTO turnout_by_hour (poll_id, voter_class, hour, slot, ballots)
		SELECT $1, $2, h.hour, 0, h.ballots FROM unnest($3::timestamptz[], $4::bigint[]) AS h (hour, ballots)`,
		[pollId, voterClass, [...ballots.keys()].map((hour) => new Date(hour)), [...ballots.values()]],
	);
	return [...ballots].sort(([a], [b]) => a - b);
}

function dayRhythm(hour: number): number {
	if (hour < 5) return 0.08;
	if (hour < 7) return 0.5;
	if (hour < 9) return 1.9;
	if (hour === 12) return 1.7;
	if (hour < 20) return 0.9;
	return hour < 22 ? 2.1 : 0.6;
}
