/** Databases of the benchmark: migrated like any other, with polls to answer. */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import {
	cloneTemplate,
	makeTemplate,
	type Template,
	type TestDatabase,
} from '../../tests/support/template.ts';

const templates = new Map<string, Promise<Template>>();

export async function benchDatabase(superUrl: string): Promise<TestDatabase> {
	let template = templates.get(superUrl);
	if (!template) templates.set(superUrl, (template = makeTemplate(superUrl)));
	return cloneTemplate(await template);
}

export interface BenchPoll {
	id: string;
	slug: string;
}

/** Open polls of `options` options each, whose ids are 1, 2, … */
export async function makePolls(ownerUrl: string, count: number, options = 4): Promise<BenchPoll[]> {
	return withClient(ownerUrl, async (client) => {
		const { rows } = await client.query<BenchPoll>(
			`INSERT INTO poll (slug, level, kind, opens_at, closes_at)
			SELECT 'bench-' || n, 'open', 'single', now() - interval '1 hour', now() + interval '1 day'
			FROM generate_series(1, $1::int) n RETURNING id, slug`,
			[count],
		);
		const ids = rows.map(({ id }) => id);
		await client.query(
			`INSERT INTO poll_text (poll_id, lang, question, intro)
			SELECT id, 'vi', 'Phường nên làm gì trước với khu đất trống bên chợ?', 'Khu đất rộng 1.200 m², nay để trống.'
			FROM unnest($1::uuid[]) id`,
			[ids],
		);
		await client.query(
			`INSERT INTO poll_option (poll_id, id, position)
			SELECT id, n, n FROM unnest($1::uuid[]) id, generate_series(1, $2::int) n`,
			[ids, options],
		);
		await client.query(
			`INSERT INTO poll_option_text (poll_id, option_id, lang, label)
			SELECT id, n, 'vi', 'Phương án ' || n FROM unnest($1::uuid[]) id, generate_series(1, $2::int) n`,
			[ids, options],
		);
		await client.query("UPDATE poll SET state = 'published' WHERE id = ANY ($1::uuid[])", [ids]);
		await client.query('ANALYZE');
		return rows;
	});
}

export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		return await work(client);
	} finally {
		await client.end();
	}
}

/** @throws unless all tallies say exactly what a recount of the votes says, and those are as many as were answered */
export async function mustEqualRecount(ownerUrl: string, answered: number): Promise<void> {
	await withClient(ownerUrl, async (client) => {
		const { rows } = await client.query<{ votes: string; turnout: string; wrong: string }>(`
			SELECT (SELECT count(*) FROM vote) AS votes, (SELECT coalesce(sum(ballots), 0) FROM turnout) AS turnout,
				(SELECT count(*) FROM
					(SELECT poll_id, voter_class, c, count(*) AS n FROM vote, unnest(choices) c GROUP BY 1, 2, 3) recount
					FULL JOIN (SELECT poll_id, voter_class, option_id AS c, sum(votes) AS n FROM tally GROUP BY 1, 2, 3) t
					USING (poll_id, voter_class, c)
					WHERE recount.n IS DISTINCT FROM t.n) AS wrong`);
		const { votes, turnout, wrong } = rows[0]!;
		if (Number(votes) !== answered || Number(turnout) !== answered || Number(wrong) !== 0) {
			throw new Error(
				`THE TALLY IS WRONG: ${answered} votes were answered as counted, ${votes} are stored, ` +
					`the turnout says ${turnout}, and ${wrong} tallies differ from a recount`,
			);
		}
	});
}

const KEYS_AT_ONCE = 4_096;
let drawn = Buffer.alloc(0);

/** A key that looks like a real one: 32 bytes without order. Drawn many at a time, or else making keys would be measured too. */
export function newVoterKey(): Buffer {
	if (drawn.length === 0) drawn = randomBytes(KEYS_AT_ONCE * 32);
	const key = drawn.subarray(0, 32);
	drawn = drawn.subarray(32);
	return key;
}
