/**
 * The write path against one commit per vote, on one hot poll. Both baselines write the bare minimum, with prepared
 * statements and no rules; (b) has not even a hot row, since it only ever adds lines to its tally.
 */
import pg from 'pg';
import { inRounds, median, medianRatio, short, type Bench, type Row } from './bench.ts';
import { CALLERS, countAnswers, openOurWriter } from './callers.ts';
import { benchDatabase, makePolls, mustEqualRecount, withClient } from './database.ts';

const TABLES = `
	CREATE TABLE plain_vote (poll_id uuid, voter_key bytea, voter_class text, choices smallint[], PRIMARY KEY (poll_id, voter_key));
	CREATE TABLE plain_count (poll_id uuid, option_id smallint, votes bigint, PRIMARY KEY (poll_id, option_id));
	CREATE TABLE plain_line (poll_id uuid, option_id smallint, votes bigint);
	GRANT ALL ON plain_vote, plain_count, plain_line TO hoidan_app`;
const INSERT = "INSERT INTO plain_vote VALUES ($1::uuid, $2::bytea, 'unverified', ARRAY[$3::smallint])";

export async function measureWrites({ superUrl, quick }: Bench): Promise<Row[]> {
	const database = await benchDatabase(superUrl);
	const [poll] = await makePolls(database.ownerUrl, 1);
	await withClient(database.ownerUrl, async (client) => {
		await client.query(TABLES);
		await client.query('INSERT INTO plain_count SELECT $1, n, 0 FROM generate_series(1, 4) n', [poll!.id]);
	});
	const pool = new pg.Pool({ connectionString: database.appUrl, max: CALLERS });
	const ours = await openOurWriter(database.appUrl);

	const transaction = async (n: number, voterKey: Buffer) => {
		const client = await pool.connect();
		const option = 1 + (n % 4);
		try {
			await client.query('BEGIN');
			await client.query({ name: 'insert', text: INSERT, values: [poll!.id, voterKey, option] });
			await client.query({
				name: 'update',
				text: 'UPDATE plain_count SET votes = votes + 1 WHERE poll_id = $1 AND option_id = 1',
				values: [poll!.id],
			});
			await client.query('COMMIT');
		} finally {
			client.release();
		}
	};
	const statement = async (n: number, voterKey: Buffer) => {
		await pool.query({
			name: 'statement',
			text: `WITH v AS (${INSERT}) INSERT INTO plain_line VALUES ($1::uuid, $3::smallint, 1)`,
			values: [poll!.id, voterKey, 1 + (n % 4)],
		});
	};

	const seconds = quick ? 2 : 4;
	const rate = (ask: (n: number, voterKey: Buffer) => Promise<void>) => async () =>
		(await countAnswers(seconds, ask)).perSecond;
	// Connections, plans and caches, before anything is measured.
	for (const ask of [transaction, statement]) await countAnswers(0.5, ask);
	await countAnswers(0.5, (n, key) => ours.vote(poll!, n, key));
	ours.batches.count = ours.batches.votes = 0;

	const rates = await inRounds('writes, votes/s', {
		ours: rate((n, key) => ours.vote(poll!, n, key)),
		'(a) a transaction a vote': rate(transaction),
		'(b) a statement a vote': rate(statement),
	});
	await Promise.all([pool.end(), ours.close()]);
	await mustEqualRecount(database.ownerUrl, ours.counted());
	await database.drop();

	const row = (name: string, baseline: number[], goal?: number): Row => {
		const ratio = medianRatio(rates.ours, baseline);
		return {
			name,
			ours: `${short(median(rates.ours))} votes/s`,
			baseline: `${short(median(baseline))} votes/s`,
			ratio,
			goal: goal ? `≥ ${goal.toFixed(1)}` : '',
			met: goal ? ratio >= goal : undefined,
		};
	};
	return [
		row('writes, against a transaction a vote', rates['(a) a transaction a vote']),
		{
			...row('writes, against a statement a vote', rates['(b) a statement a vote'], 2),
			note: `writes: ${short(ours.batches.votes / ours.batches.count)} votes a commit; ${ours.counted().toLocaleString('en-US')} votes, tally equal to the recount.`,
		},
	];
}
