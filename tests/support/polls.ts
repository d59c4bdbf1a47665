/** Polls for tests, made the way an editor makes them: a draft, its wording and options, then publication. */
import pg from 'pg';

type Time = Date | string;

export interface PollWishes {
	slug?: string;
	level?: 'open' | 'citizens' | 'secret';
	kind?: 'single' | 'multiple' | 'rating-5' | 'rating-10';
	state?: 'draft' | 'published' | 'archived';
	/** How many, numbered from 1; a rating has the options of its kind. */
	options?: number;
	/** The last option is "other, in my words". */
	withOther?: boolean;
	/** A moment, or an interval from now by the database's clock such as '-1 hour'. */
	opensAt?: Time;
	closesAt?: Time;
	maxChanges?: number;
	minChoices?: number;
	maxChoices?: number;
	resultPolicy?: 'live' | 'after-vote' | 'after-close';
	ordered?: boolean;
	eligibleArea?: string;
	minAge?: number;
	maxAge?: number;
	question?: string;
}

export interface MadePoll {
	id: string;
	slug: string;
	options: number[];
}

let made = 0;

/** An open poll of two options that closes in an hour, but for what is wished otherwise. */
export async function makePoll(ownerUrl: string, wishes: PollWishes = {}): Promise<MadePoll> {
	const { slug = `cau-hoi-${process.pid}-${++made}`, level = 'open', kind = 'single', options = 2 } = wishes;
	const { state = 'published', withOther = false, ordered = true, resultPolicy = 'live' } = wishes;
	const { opensAt = '-1 hour', closesAt = '1 hour', maxChanges = 100, question = 'Có không?' } = wishes;
	const { minChoices = 1, maxChoices = kind === 'multiple' ? options : 1 } = wishes;
	const { eligibleArea = null, minAge = null, maxAge = null } = wishes;
	const ids = optionIds(kind, options);
	const client = new pg.Client({ connectionString: ownerUrl });
	await client.connect();
	try {
		await client.query('BEGIN');
		const { rows } = await client.query<{ id: string }>(
			`INSERT INTO poll (slug, level, kind, opens_at, closes_at, min_choices, max_choices, max_changes, ordered, result_policy,
				eligible_area, min_age, max_age)
			VALUES ($1, $2, $3, ${moment(4, opensAt)}, ${moment(5, closesAt)}, $6, $7, $8, $9, $10, $11, $12, $13) RETURNING id`,
			[
				slug,
				level,
				kind,
				asText(opensAt),
				asText(closesAt),
				minChoices,
				maxChoices,
				maxChanges,
				ordered,
				resultPolicy,
				eligibleArea,
				minAge,
				maxAge,
			],
		);
		const id = rows[0]!.id;
		await client.query(
			`INSERT INTO poll_text (poll_id, lang, question) VALUES ($1, 'vi', $2), ($1, 'en', 'Yes or no?')`,
			[id, question],
		);
		await client.query(
			`INSERT INTO poll_option (poll_id, id, position, is_other)
			SELECT $1, i, n, $3 AND i = $4 FROM unnest($2::int[]) WITH ORDINALITY AS o (i, n)`,
			[id, ids, withOther, ids.at(-1)],
		);
		await client.query(
			`INSERT INTO poll_option_text (poll_id, option_id, lang, label)
			SELECT $1, i, lang, word || ' ' || i FROM unnest($2::int[]) i, (VALUES ('vi', 'Câu'), ('en', 'Option')) l (lang, word)`,
			[id, ids],
		);
		if (state !== 'draft') await client.query(`UPDATE poll SET state = 'published' WHERE id = $1`, [id]);
		if (state === 'archived') {
			// Only a closed poll is archived.
			await client.query(
				'UPDATE poll SET closes_at = clock_timestamp() WHERE id = $1 AND closes_at > clock_timestamp()',
				[id],
			);
			await client.query(`UPDATE poll SET state = 'archived' WHERE id = $1`, [id]);
		}
		await client.query('COMMIT');
		return { id, slug, options: ids };
	} finally {
		await client.end();
	}
}

function optionIds(kind: PollWishes['kind'], options: number): number[] {
	if (kind === 'rating-10') return Array.from({ length: 11 }, (_, i) => i);
	return Array.from({ length: kind === 'rating-5' ? 5 : options }, (_, i) => i + 1);
}

const moment = (n: number, time: Time) =>
	time instanceof Date ? `$${n}::timestamptz` : `clock_timestamp() + $${n}::interval`;
const asText = (time: Time) => (time instanceof Date ? time.toISOString() : time);

export interface Counts {
	/** Rows of votes that are not withdrawn. */
	rows: number;
	/** `class/option` -> votes, by the tally and by counting the rows again; options without votes are left out. */
	tally: Record<string, number>;
	recount: Record<string, number>;
	/** class -> ballots, likewise. */
	turnout: Record<string, number>;
	ballots: Record<string, number>;
}

/** What a poll's counters say, beside what its rows say. */
export async function readCounts(client: pg.Client | pg.Pool, pollId: string): Promise<Counts> {
	const { rows } = await client.query<{ counts: Counts }>(
		`SELECT json_build_object(
			'rows', (SELECT count(*) FROM vote WHERE poll_id = $1 AND choices <> '{}'),
			'tally', (SELECT coalesce(json_object_agg(k, n), '{}') FROM (
				SELECT voter_class || '/' || option_id AS k, sum(votes) AS n FROM tally WHERE poll_id = $1 GROUP BY 1 HAVING sum(votes) <> 0) t),
			'recount', (SELECT coalesce(json_object_agg(k, n), '{}') FROM (
				SELECT voter_class || '/' || c AS k, count(*) AS n FROM vote, unnest(choices) c WHERE poll_id = $1 GROUP BY 1) t),
			'turnout', (SELECT coalesce(json_object_agg(k, n), '{}') FROM (
				SELECT voter_class AS k, sum(ballots) AS n FROM turnout WHERE poll_id = $1 GROUP BY 1 HAVING sum(ballots) <> 0) t),
			'ballots', (SELECT coalesce(json_object_agg(k, n), '{}') FROM (
				SELECT voter_class AS k, count(*) AS n FROM vote WHERE poll_id = $1 AND choices <> '{}' GROUP BY 1) t)
		) AS counts`,
		[pollId],
	);
	return rows[0]!.counts;
}
