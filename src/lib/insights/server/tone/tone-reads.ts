/** Figures and comments by tone. Figures are sums of counters by conversation and day; no comment is counted here. */
import { sql, type RawBuilder } from 'kysely';
import type { Lang } from '../../../polls/poll';
import type { Db } from '../../../server/db/client';
import { reading, type Reader } from '../../../server/db/reader';
import type { Counted, Tallied } from '../../tone/counted';
import type { CarryingWord } from '../../tone/rate-tone';
import type { Tone } from '../../tone/tone';
import type { ToneFilters } from '../../tone.schema';
import { portionsOf } from '../../tone/portions';
import type { Scope } from '../choices';

export interface AskedTone {
	filters: ToneFilters;
	lang: Lang;
	scope: Scope;
}

export type TallyLine = Tallied & {
	kind: 'topic' | 'poll';
	slug: string;
	title: string;
	areaCode: string | null;
	area: string | null;
	day: string;
};

const areasBelow = (areas: readonly string[]) => sql`(WITH RECURSIVE below AS (
	SELECT code FROM area WHERE code = ANY (${areas}::text[])
	UNION SELECT a.code FROM area a JOIN below b ON a.parent_code = b.code) SELECT code FROM below)`;

/** Conversations with their names, those within the scope alone. */
const conversations = ({ lang, scope }: Pick<AskedTone, 'lang' | 'scope'>) => sql`
	SELECT * FROM (
		SELECT t.id, 'topic' AS kind, o.slug, t.area_code, x.title FROM thread t JOIN topic o ON o.id = t.topic_id
		CROSS JOIN LATERAL (SELECT title FROM topic_text
			WHERE topic_id = o.id AND lang IN (${lang}, o.original_lang) ORDER BY lang <> ${lang} LIMIT 1) x
		UNION ALL
		SELECT t.id, 'poll', p.slug, coalesce(p.eligible_area, t.area_code), x.question FROM thread t JOIN poll p ON p.id = t.poll_id
		CROSS JOIN LATERAL (SELECT question FROM poll_text
			WHERE poll_id = p.id AND lang IN (${lang}, p.original_lang) ORDER BY lang <> ${lang} LIMIT 1) x) every
	WHERE ${scope === null ? sql`true` : sql`area_code IN ${areasBelow(scope)}`}`;

function fitting(
	{ of, area, period, day: from, until }: ToneFilters,
	day: RawBuilder<unknown>,
): RawBuilder<unknown> {
	const conditions = [sql`true`];
	if (of !== '') {
		const [kinds, slug] = of.split('/');
		conditions.push(sql`c.kind = ${kinds!.slice(0, -1)} AND c.slug = ${slug}`);
	}
	if (area !== '') conditions.push(sql`c.area_code IN ${areasBelow([area])}`);
	if (from !== '')
		conditions.push(sql`${day} BETWEEN ${from}::date AND ${until > from ? until : from}::date`);
	else if (period > 0)
		conditions.push(sql`${day} > (now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date - ${period}::int`);
	return sql.join(conditions, sql` AND `);
}

export async function listTallies(reader: Reader, asked: AskedTone): Promise<TallyLine[]> {
	const { rows } = await sql<TallyLine>`
		WITH c AS (${conversations(asked)})
		SELECT c.kind, c.slug, c.title, c.area_code,
			(SELECT name FROM area_text WHERE area_code = c.area_code ORDER BY lang <> ${asked.lang} LIMIT 1) AS area,
			y.day::text, y.counts_as, y.comments, y.checked, y.judged, y.agreed
		FROM c JOIN tone_tally y ON y.thread_id = c.id
		WHERE y.comments > 0 AND ${fitting(asked.filters, sql`y.day`)}
		ORDER BY c.slug`.execute(reader);
	return rows;
}

/** What there is to choose from, whatever is chosen; and what is chosen. */
export async function listToneChoices(reader: Reader, asked: AskedTone) {
	const { rows } = await sql<{ value: string; name: string; areaCode: string | null; area: string | null }>`
		WITH c AS (${conversations(asked)})
		SELECT c.kind || 's/' || c.slug AS value, c.title AS name, c.area_code,
			(SELECT name FROM area_text WHERE area_code = c.area_code ORDER BY lang <> ${asked.lang} LIMIT 1) AS area
		FROM c WHERE c.kind || 's/' || c.slug = ${asked.filters.of}
			OR EXISTS (SELECT FROM tone_tally y WHERE y.thread_id = c.id AND y.comments > 0)
		ORDER BY c.title LIMIT 500`.execute(reader);
	return rows;
}

export interface RatedComment {
	id: string;
	revision: number;
	day: string;
	publishedAt: Date;
	body: string;
	title: string;
	/** What the machine says; null: not rated. */
	tone: Tone | null;
	isSure: boolean;
	probability: number | null;
	words: CarryingWord[];
	checked: Tone | null;
	countsAs: Counted;
}

const PAGE = 20;

/** The newest first, by the day. @returns one more than a page holds, where there are more */
export async function listRated(
	reader: Reader,
	asked: AskedTone,
): Promise<{ comments: RatedComment[]; next: string }> {
	const rows = await readRated(reader, asked, { after: asked.filters.after, limit: PAGE + 1 });
	const comments = rows.slice(0, PAGE);
	const last = comments.at(-1);
	return { comments, next: rows.length > PAGE && last ? cursorOf(last) : '' };
}

const PORTION = 2_000;

/**
 * All that fit, in the order of the page, in portions, each in a transaction of its own. A portion asks for so many days as
 * it takes to fill it, since what lies behind a view is sorted as far as it was asked for.
 */
export async function* listAllRated(
	db: Db,
	asked: AskedTone,
	portion = PORTION,
): AsyncGenerator<RatedComment> {
	const counted = await reading(db, (reader) => listTallies(reader, asked));
	for (const { day, until } of portionsOf(counted, portion)) {
		const filters = { ...asked.filters, day, until };
		let after = '';
		do {
			const rows = await reading(db, (reader) =>
				readRated(reader, { ...asked, filters }, { after, limit: portion }),
			);
			yield* rows;
			const last = rows.at(-1);
			after = rows.length === portion && last ? cursorOf(last) : '';
		} while (after !== '');
	}
}

const cursorOf = ({ day, id }: RatedComment) => `${day}_${id}`;

async function readRated(
	reader: Reader,
	asked: AskedTone,
	{ after, limit }: { after: string; limit: number },
): Promise<RatedComment[]> {
	const { filters } = asked;
	const [day, id] = after.split('_');
	const { rows } = await sql<RatedComment>`
		WITH c AS MATERIALIZED (${conversations(asked)})
		SELECT r.comment_id AS id, r.revision, r.day::text, s.published_at, s.body, c.title, r.tone, r.is_sure, r.probability, r.words,
			r.checked, r.counts_as
		FROM tone_rating r JOIN c ON c.id = r.thread_id JOIN said s ON s.id = r.comment_id AND s.revision = r.revision
		WHERE ${fitting(filters, sql`r.day`)}
			AND ${filters.tone === '' ? sql`true` : sql`r.counts_as = ${filters.tone}`}
			AND ${filters.open === '' ? sql`true` : sql`r.checked IS NULL`}
			AND ${day && id ? sql`(r.day, r.comment_id) < (${day}::date, ${id}::uuid)` : sql`true`}
		ORDER BY r.day DESC, r.comment_id DESC LIMIT ${limit}`.execute(reader);
	return rows;
}

/** Comments that are yet to be rated. */
export async function countDue(reader: Reader): Promise<number> {
	const { rows } = await sql<{ comments: number }>`SELECT comments FROM tone_due`.execute(reader);
	return rows[0]!.comments;
}
