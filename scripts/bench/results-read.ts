/** Reading the results of a large poll against a small one: the time must not grow with the number of votes. */
import { CamelCasePlugin, Kysely, PostgresDialect, type CompiledQuery } from 'kysely';
import pg from 'pg';
import { readResults } from '../../src/lib/ballots/server/reads.ts';
import type { DB } from '../../src/lib/server/db/schema.ts';
import { step } from '../support/progress.mjs';
import { inRounds, median, medianRatio, short, type Bench, type Row } from './bench.ts';
import { benchDatabase, makePolls, withClient, type BenchPoll } from './database.ts';

const SMALL = 1_000;
const OPTIONS = 4;

export async function measureResultsRead({ superUrl, quick }: Bench): Promise<Row[]> {
	const many = quick ? 1_000_000 : 10_000_000;
	const database = await benchDatabase(superUrl);
	const [small, large] = await makePolls(database.ownerUrl, 2, OPTIONS);
	const ownUrl = new URL(superUrl);
	ownUrl.pathname = `/${database.name}`;
	await step(`loading ${many.toLocaleString('en-US')} votes`, () =>
		withClient(ownUrl.href, async (client) => {
			await load(client, small!, SMALL);
			await load(client, large!, many);
			await client.query('RESET session_replication_role');
			await client.query('VACUUM ANALYZE');
			await client.query('CHECKPOINT');
		}),
	);

	let query: CompiledQuery | undefined;
	const pool = new pg.Pool({ connectionString: database.appUrl, max: 1 });
	const db = new Kysely<DB>({
		dialect: new PostgresDialect({ pool }),
		plugins: [new CamelCasePlugin()],
		log: (event) => {
			query = event.query;
		},
	});
	const options = Array.from({ length: OPTIONS }, (_, i) => ({
		id: i + 1,
		label: `${i + 1}`,
		isOther: false,
	}));
	const read = (poll: BenchPoll) =>
		readResults(db, { ...poll, level: 'open', status: 'open', options }).then((results) =>
			results.classes.reduce((sum, { ballots }) => sum + Number(ballots), 0),
		);
	for (const [poll, votes] of [
		[small!, SMALL],
		[large!, many],
	] as const) {
		const told = await read(poll);
		if (told !== votes) throw new Error(`results say ${told} ballots where ${votes} were cast`);
	}
	const time = async (poll: BenchPoll) => {
		const times: number[] = [];
		for (let i = 0; i < (quick ? 200 : 2_000); i++) {
			const began = performance.now();
			await read(poll);
			times.push(performance.now() - began);
		}
		return median(times);
	};
	await time(small!);
	const times = await inRounds('results, ms a read', {
		small: () => time(small!),
		large: () => time(large!),
	});
	await read(large!);
	const server = await explainTime(pool, query!);
	await db.destroy();
	await database.drop();

	const ratio = medianRatio(times.large, times.small);
	const title = `results of ${many.toLocaleString('en-US')} votes`;
	return [
		{
			name: `${title}, against ${SMALL.toLocaleString('en-US')}`,
			ours: `${short(median(times.large))} ms`,
			baseline: `${short(median(times.small))} ms`,
			ratio,
			goal: '< 1.5',
			met: ratio < 1.5,
		},
		{
			name: `${title}, inside PostgreSQL`,
			ours: `${short(server)} ms`,
			baseline: '',
			goal: '< 1 ms',
			met: server < 1,
		},
	];
}

/** Past the triggers, which would run once anyway; the tallies come from one statement and use all slots. */
async function load(client: pg.Client, poll: BenchPoll, count: number) {
	await client.query('SET session_replication_role = replica');
	for (let from = 1; from <= count; from += 1_000_000) {
		await client.query(
			`INSERT INTO vote (poll_id, voter_key, voter_class, choices)
			SELECT $1, decode(lpad(to_hex(n), 64, '0'), 'hex'), 'unverified', ARRAY[1 + n % ${OPTIONS}]::smallint[]
			FROM generate_series($2::int, $3::int) n`,
			[poll.id, from, Math.min(count, from + 999_999)],
		);
	}
	await client.query(
		`INSERT INTO tally SELECT poll_id, voter_class, choices[1], get_byte(voter_key, 30) % 16, count(*)
		FROM vote WHERE poll_id = $1 GROUP BY 1, 2, 3, 4`,
		[poll.id],
	);
	await client.query(
		`INSERT INTO turnout SELECT poll_id, voter_class, get_byte(voter_key, 30) % 16, count(*)
		FROM vote WHERE poll_id = $1 GROUP BY 1, 2, 3`,
		[poll.id],
	);
}

/** @returns planning and execution, milliseconds */
async function explainTime(pool: pg.Pool, query: CompiledQuery): Promise<number> {
	const times: number[] = [];
	for (let i = 0; i < 21; i++) {
		const { rows } = await pool.query<{ 'QUERY PLAN': [Record<string, number>] }>(
			`EXPLAIN (ANALYZE, FORMAT JSON) ${query.sql}`,
			[...query.parameters],
		);
		const [plan] = rows[0]!['QUERY PLAN'];
		times.push(plan['Planning Time']! + plan['Execution Time']!);
	}
	return median(times);
}
