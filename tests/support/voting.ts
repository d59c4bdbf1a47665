/** Votes for tests of the write path, and two writers as two processes have them. */
import { createHash } from 'node:crypto';
import pg from 'pg';
import { expect } from 'vitest';
import { openVoteWriter, type Vote } from '../../src/lib/ballots/server/write-votes';
import { readCounts } from './polls.ts';

/** One connection, as a process has it. */
export function openWriterPool(connectionString: string, name: string): pg.Pool {
	const pool = new pg.Pool({ connectionString, max: 1, application_name: name });
	pool.on('error', () => {}); // some tests cut its connection
	return pool;
}

export const keyOf = (voter: string | number) => createHash('sha256').update(String(voter)).digest();

export const vote = (
	pollId: string,
	voter: string | number,
	choices: number[],
	more: Partial<Vote> = {},
): Vote => ({
	pollId,
	voterKey: keyOf(voter),
	voterClass: 'unverified',
	choices,
	...more,
});

export const openWriters = (pools: readonly pg.Pool[], options?: Parameters<typeof openVoteWriter>[1]) =>
	pools.map((pool) => openVoteWriter(() => pool, options));

export async function expectExactCounts(owner: pg.Pool, pollId: string, rows: number) {
	const counts = await readCounts(owner, pollId);
	expect(counts.rows).toBe(rows);
	expect(counts.tally).toEqual(counts.recount);
	expect(counts.turnout).toEqual(counts.ballots);
	return counts;
}
