/** Polls as their editors see them: drafts too, every language at once. */
import { sql } from 'kysely';
import type { Scope } from '../../../people/can';
import type { Db } from '../../../server/db/client';
import { formatVietnamTime } from '../../../shared/vietnam-time';
import type { Wording } from '../../../shared/wording';
import { emptyPollForm, fitRows, ratingValues, type PollForm } from '../../desk/poll-form';
import type { Kind, Lang, Level, ResultPolicy } from '../../poll';
import { pollStateAt, type PollState } from '../../poll-state';

export interface DeskPoll {
	id: string;
	slug: string;
	state: PollState;
	version: number;
	editedAt: Date;
	/** Null: nobody who chose a name. */
	editedByName: string | null;
	opensAt: Date;
	closesAt: Date;
	form: PollForm;
	/** The database's clock. */
	now: Date;
}

interface Row extends Omit<DeskPoll, 'form' | 'state'> {
	state: string;
	originalLang: Lang;
	kind: Kind;
	level: Level;
	minChoices: number;
	maxChoices: number;
	ordered: boolean;
	resultPolicy: ResultPolicy;
	eligibleArea: string | null;
	minAge: number | null;
	maxAge: number | null;
	topicId: string | null;
	question: Partial<Wording> | null;
	intro: Partial<Wording> | null;
	options: { id: number; isOther: boolean; labels: Partial<Wording> | null }[] | null;
}

const isWithin = (scope: Scope) =>
	scope === null ? sql`true` : sql`p.eligible_area = ANY(${[...scope]}::text[])`;

/** @param scope where the editor edits; polls of other areas, and for everybody, are not found there */
export async function findDeskPoll(db: Db, scope: Scope, id: string): Promise<DeskPoll | undefined> {
	const { rows } = await sql<Row>`
		SELECT p.id, p.slug, p.state, p.version, p.edited_at, e.display_name AS edited_by_name, p.opens_at, p.closes_at,
			p.original_lang, p.kind, p.level, p.min_choices, p.max_choices, p.ordered, p.result_policy, p.eligible_area,
			p.min_age, p.max_age, p.topic_id, clock_timestamp() AS now,
			(SELECT jsonb_object_agg(lang, question) FROM poll_text WHERE poll_id = p.id) AS question,
			(SELECT jsonb_object_agg(lang, intro) FROM poll_text WHERE poll_id = p.id) AS intro,
			(SELECT jsonb_agg(jsonb_build_object('id', o.id, 'isOther', o.is_other, 'labels',
				(SELECT jsonb_object_agg(lang, label) FROM poll_option_text t WHERE (t.poll_id, t.option_id) = (o.poll_id, o.id)))
				ORDER BY o.position) FROM poll_option o WHERE o.poll_id = p.id) AS options
		FROM poll p LEFT JOIN person e ON e.id = p.edited_by
		WHERE p.id = ${id} AND ${isWithin(scope)}`.execute(db);
	const row = rows[0];
	if (!row) return undefined;
	const { slug, version, editedAt, editedByName, opensAt, closesAt, now } = row;
	return {
		...{ id, slug, version, editedAt, editedByName, opensAt, closesAt, now },
		state: pollStateAt(row, now),
		form: formOf(row),
	};
}

const both = (words: Partial<Wording> | null | undefined): Wording => ({
	vi: words?.vi ?? '',
	en: words?.en ?? '',
});

function formOf(row: Row): PollForm {
	const empty = emptyPollForm();
	const other = row.options?.find((option) => option.isOther);
	const values = ratingValues(row.kind);
	return fitRows({
		...empty,
		...{ slug: row.slug, originalLang: row.originalLang, kind: row.kind, level: row.level },
		...{ question: both(row.question), intro: both(row.intro), ordered: row.ordered },
		minChoices: String(row.minChoices),
		maxChoices: row.kind === 'multiple' ? String(row.maxChoices) : empty.maxChoices,
		options: (row.options ?? [])
			.filter((option) => !option.isOther)
			.map(({ id, labels }) => {
				const words = both(labels);
				// A value without words is not shown as if somebody had written it.
				if (!values.includes(id)) return words;
				const silent = (text: string) => (text === String(id) ? '' : text);
				return { vi: silent(words.vi), en: silent(words.en) };
			}),
		withOther: other !== undefined,
		other: both(other?.labels),
		area: row.eligibleArea ?? '',
		minAge: row.minAge === null ? '' : String(row.minAge),
		maxAge: row.maxAge === null ? '' : String(row.maxAge),
		opensAt: formatVietnamTime(row.opensAt),
		closesAt: formatVietnamTime(row.closesAt),
		resultPolicy: row.resultPolicy,
		topicId: row.topicId ?? '',
	});
}

export interface DeskPollLine {
	id: string;
	slug: string;
	question: string;
	level: Level;
	state: PollState;
	opensAt: Date;
	closesAt: Date;
	editedAt: Date;
	editedByName: string | null;
}

const MOST = 200;

/** The polls of a scope, the ones touched last first; with `topicId`, those of one topic. */
export async function listDeskPolls(
	db: Db,
	scope: Scope,
	{ lang, topicId }: { lang: Lang; topicId?: string },
): Promise<DeskPollLine[]> {
	const { rows } = await sql<Omit<DeskPollLine, 'state'> & { state: string; now: Date }>`
		SELECT p.id, p.slug, coalesce(t.question, p.slug) AS question, p.level, p.state, p.opens_at, p.closes_at, p.edited_at,
			e.display_name AS edited_by_name, clock_timestamp() AS now
		FROM poll p LEFT JOIN person e ON e.id = p.edited_by
		LEFT JOIN LATERAL (SELECT question FROM poll_text
			WHERE poll_id = p.id AND lang IN (${lang}, p.original_lang) ORDER BY lang <> ${lang} LIMIT 1) t ON true
		WHERE ${isWithin(scope)} AND ${topicId === undefined ? sql`true` : sql`p.topic_id = ${topicId}`}
		ORDER BY p.edited_at DESC, p.id LIMIT ${MOST}`.execute(db);
	return rows.map(({ now, ...row }) => ({ ...row, state: pollStateAt(row, now) }));
}
