/**
 * The write path. Votes that arrive together become one statement and one commit; the triggers of migration 0002 move
 * the tally and wake the charts in that same transaction. Nobody is told "counted" before the commit.
 *
 * The statement is idempotent: the same vote sent again changes nothing. So when a connection is lost and nobody
 * knows whether the commit happened, the batch is simply sent again.
 */
import type pg from 'pg';
import type { VoterClass } from '../../polls/poll';
import { isPassing, isRefusedByDatabase } from '../../server/db/errors';
import { GroupCommit } from '../../server/group-commit';
import type { Counted, VoteRefusal } from '../ballot';
import { Patience } from './patience';

export interface Vote {
	pollId: string;
	/** 32 bytes; see voter-key.ts */
	voterKey: Buffer;
	voterClass: VoterClass;
	/** Ascending, without repeats. */
	choices: readonly number[];
	/** The key of the browser's own, unverified answer, which this verified one withdraws. */
	replaces?: Buffer;
	/** In which it is counted besides; see strata.ts. Nothing keeps it beside the vote. */
	stratum?: number;
}

export type WrittenVote = Counted | VoteRefusal;

/**
 * The hot statement.
 * Polls are locked FOR SHARE: whoever closes one early waits for the votes in flight, and the clock is read after that.
 * Rows are written in key order, so that two processes with the same voters never wait for each other in a circle.
 * A row that comes back with other choices than asked was at its limit of changes; one that does not come back
 * already held these choices.
 * Outcomes come as one row, since a row for each vote would be made, sent and read one by one while all of the batch wait.
 * And whatever few votes need is left out where none of the batch does.
 */
const writing = ({ told, replaces, withdrawn } = { told: '', replaces: '', withdrawn: '' }) => `
WITH asked AS MATERIALIZED (
	SELECT a.*, given::smallint[] AS choices
	FROM unnest($1::uuid[], $2::bytea[], $3::text[], $4::text[]${replaces && ', $6::bytea[]'}) WITH ORDINALITY
		AS a (poll_id, voter_key, voter_class, given${replaces}, n)
), locked AS MATERIALIZED (
	SELECT p.id, p.state, p.level, p.opens_at, p.closes_at, p.min_choices, p.max_choices, p.max_changes
	FROM poll p WHERE p.id = ANY ($1::uuid[]) ORDER BY p.id FOR SHARE
), ruled AS MATERIALIZED (
	SELECT l.*, clock_timestamp() AS now, (SELECT array_agg(o.id) FROM poll_option o WHERE o.poll_id = l.id) AS option_ids
	FROM locked l
), judged AS MATERIALIZED (
	SELECT a.*, r.max_changes, CASE
		WHEN r.id IS NULL OR r.state = 'draft' OR r.level = 'secret' THEN 'not-found'
		WHEN r.state = 'archived' OR r.now >= r.closes_at THEN 'poll-closed'
		WHEN r.now < r.opens_at THEN 'poll-not-open'
		WHEN r.level = 'citizens' AND a.voter_class <> 'verified' THEN 'sign-in-required'
		WHEN NOT (a.choices <@ r.option_ids) OR cardinality(a.choices) NOT BETWEEN r.min_choices AND r.max_choices
			THEN 'invalid-choices'
	END AS refusal
	FROM asked a LEFT JOIN ruled r ON r.id = a.poll_id${told}
), written AS (
	INSERT INTO vote AS v (poll_id, voter_key, voter_class, choices)
	SELECT poll_id, voter_key, voter_class, choices FROM judged WHERE refusal IS NULL ORDER BY poll_id, voter_key
	ON CONFLICT (poll_id, voter_key) DO UPDATE SET
		choices = CASE WHEN v.changes < (SELECT max_changes FROM ruled WHERE id = v.poll_id) THEN excluded.choices ELSE v.choices END,
		changes = v.changes + (v.changes < (SELECT max_changes FROM ruled WHERE id = v.poll_id))::int
	WHERE v.choices <> excluded.choices
	RETURNING v.poll_id, v.voter_key, v.choices, v.changes
)${withdrawn}
SELECT array_agg(coalesce(j.refusal, CASE
	WHEN w.poll_id IS NULL THEN 'same'
	WHEN w.choices <> j.choices THEN 'no-more-changes'
	WHEN w.changes = 0 THEN 'counted'
	ELSE 'changed'
END) ORDER BY j.n) AS outcomes
FROM judged j LEFT JOIN written w ON (w.poll_id, w.voter_key) = (j.poll_id, j.voter_key)`;

/** Named, so that it is parsed and planned once per connection. It meets rows of votes by their key alone. */
const WRITE_VOTES = { name: 'write-votes', text: writing() };

/** The triggers learn the voters' strata from a setting of the transaction, which stands before the first row is written. */
const TOLD =
	" CROSS JOIN (WITH once AS MATERIALIZED (SELECT set_config('hoidan.strata', $5, true)) SELECT FROM once) told";
const WRITE_VOTES_IN_STRATA = {
	name: 'write-votes-in-strata',
	text: writing({ told: TOLD, replaces: '', withdrawn: '' }),
};

/**
 * Besides, the browser's earlier answer is withdrawn by the same statement that counts its owner's verified one. Without
 * a name, so planned each time: a plan made while a table was small would go on to read all of it when it is large.
 */
const WRITE_AND_WITHDRAW_VOTES = {
	text: writing({
		told: TOLD,
		replaces: ', replaces',
		withdrawn: `, withdrawn AS (
	UPDATE vote v SET choices = '{}'
	FROM judged j
	WHERE j.refusal IS NULL AND j.replaces IS NOT NULL AND j.voter_class = 'verified'
		AND (v.poll_id, v.voter_key) = (j.poll_id, j.replaces) AND v.voter_class = 'unverified' AND v.choices <> '{}'
)`,
	}),
};

/** One statement, one commit. @throws what the database throws; then nothing of the batch is written, or its connection was lost */
export async function writeVotes(writer: pg.Pool, votes: readonly Vote[]): Promise<WrittenVote[]> {
	try {
		return await send(writer, votes);
	} catch (error) {
		if (!isRefusedByDatabase(error)) throw error;
		// A poll may close between the statement's judgement and the trigger's. Judged once more, it is closed; what is
		// refused again is refused for good.
		return send(writer, votes);
	}
}

async function send(writer: pg.Pool, votes: readonly Vote[]): Promise<WrittenVote[]> {
	const values: unknown[] = [
		votes.map((vote) => vote.pollId),
		votes.map((vote) => vote.voterKey),
		votes.map((vote) => vote.voterClass),
		votes.map((vote) => `{${vote.choices.join(',')}}`),
	];
	let statement: { name?: string; text: string } = WRITE_VOTES;
	if (votes.some(({ replaces }) => replaces)) {
		statement = WRITE_AND_WITHDRAW_VOTES;
		values.push(
			strataOf(votes),
			votes.map((vote) => vote.replaces ?? null),
		);
	} else if (votes.some(({ stratum }) => stratum !== undefined)) {
		statement = WRITE_VOTES_IN_STRATA;
		values.push(strataOf(votes));
	}
	const { rows } = await writer.query<{ outcomes: WrittenVote[] }>({ ...statement, values });
	return rows[0]!.outcomes;
}

/** By voter, as JSON. */
function strataOf(votes: readonly Vote[]): string {
	const known = votes.filter(({ stratum }) => stratum !== undefined);
	return JSON.stringify(
		Object.fromEntries(known.map(({ voterKey, stratum }) => [voterKey.toString('hex'), stratum])),
	);
}

async function writeThroughTrouble(
	writer: pg.Pool,
	votes: Vote[],
	patience: Patience,
): Promise<(WrittenVote | Error)[]> {
	for (let pause = 25; ; pause = Math.min(pause * 2, 500)) {
		try {
			const written = await writeVotes(writer, votes);
			patience.renew();
			return written;
		} catch (error) {
			if (isPassing(error) && patience.isLeft()) {
				await new Promise((resume) => setTimeout(resume, pause));
			} else if (isRefusedByDatabase(error) && votes.length > 1) {
				// One vote that the database refuses must fail alone.
				const middle = Math.ceil(votes.length / 2);
				return [
					...(await writeThroughTrouble(writer, votes.slice(0, middle), patience)),
					...(await writeThroughTrouble(writer, votes.slice(middle), patience)),
				];
			} else {
				return votes.map(() => (error instanceof Error ? error : new Error(String(error))));
			}
		}
	}
}

export interface VoteWriter {
	/** @throws QueueFull; the database's error where the vote could not be written (it may be sent again) */
	write(vote: Vote): Promise<WrittenVote>;
	settled(): Promise<void>;
}

export function openVoteWriter(
	writer: () => pg.Pool,
	options: { maxBatch?: number; maxQueue?: number; onBatch?: (size: number) => void } = {},
): VoteWriter {
	const { onBatch, ...limits } = options;
	const patience = new Patience();
	const queue = new GroupCommit<Vote, WrittenVote | Error>({
		...limits,
		// A statement must not meet the same row twice, neither as written nor as withdrawn.
		keysOf: ({ pollId, voterKey, replaces }) =>
			[voterKey, ...(replaces ? [replaces] : [])].map((key) => pollId + key.toString('latin1')),
		flush: (votes) => {
			onBatch?.(votes.length);
			patience.begin();
			return writeThroughTrouble(writer(), votes, patience);
		},
	});
	return {
		async write(vote) {
			const outcome = await queue.submit(vote);
			if (outcome instanceof Error) throw outcome;
			return outcome;
		},
		settled: () => queue.settled(),
	};
}
