/** Callers that each wait for an answer before they ask again: a closed loop. */
import pg from 'pg';
import { openVoteWriter } from '../../src/lib/ballots/server/write-votes.ts';
import { newVoterKey, type BenchPoll } from './database.ts';

export const CALLERS = 32;

/** @returns answers a second of 32 callers, and how many answers there were */
export async function countAnswers(seconds: number, ask: (n: number, voterKey: Buffer) => Promise<void>) {
	const began = performance.now();
	const end = began + seconds * 1000;
	let asked = 0;
	let answered = 0;
	await Promise.all(
		Array.from({ length: CALLERS }, async () => {
			while (performance.now() < end) {
				const n = asked++;
				await ask(n, newVoterKey());
				answered++;
			}
		}),
	);
	return { perSecond: (answered * 1000) / (performance.now() - began), answered };
}

/** The product's write path, with the one connection that it has in a process. */
export async function openOurWriter(appUrl: string) {
	const pool = new pg.Pool({ connectionString: appUrl, max: 1 });
	const batches = { count: 0, votes: 0 };
	const writer = openVoteWriter(() => pool, {
		onBatch: (size) => {
			batches.count++;
			batches.votes += size;
		},
	});
	let counted = 0;
	return {
		batches,
		counted: () => counted,
		async vote(poll: BenchPoll, n: number, voterKey: Buffer) {
			const outcome = await writer.write({
				pollId: poll.id,
				voterKey,
				voterClass: 'unverified',
				choices: [1 + (n % 4)],
			});
			if (outcome !== 'counted') throw new Error(`a new vote was answered with ${outcome}`);
			counted++;
		},
		close: () => pool.end(),
	};
}
