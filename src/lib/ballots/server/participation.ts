/**
 * In which polls a person has a vote; never which. Nothing records it: the person's pseudonym in each poll is computed
 * again with the poll's key and looked up, so when a key is deleted nobody can tell any more, not even the person.
 */
import { sql } from 'kysely';
import type { Actor } from '../../people/actor';
import { pollStatus, type Lang, type Level, type Status } from '../../polls/poll';
import type { Db } from '../../server/db/client';
import { pollKeys } from './ballot-box';
import { voterKey, type PollKeys } from './voter-key';

export interface Participation {
	slug: string;
	question: string;
	/** The question's language: the reader's where it exists, else the original. */
	lang: Lang;
	level: Level;
	status: Status;
	closesAt: Date;
}

/**
 * For whoever came as the citizen. A factor of staff was made by a link of an administrator's, and no administrator is to
 * learn in which polls somebody took part.
 * @returns null for somebody who came otherwise
 */
export async function listOwnParticipation(
	db: Db,
	{ actor, lang }: { actor: Pick<Actor, 'personId' | 'verified'>; lang: Lang },
	keys: Pick<PollKeys, 'of'> = pollKeys,
): Promise<Participation[] | null> {
	return actor.verified ? listParticipation(db, { personId: actor.personId, lang }, keys) : null;
}

/** Only votes as a verified citizen: what a browser answered before its owner signed in is nobody's. */
async function listParticipation(
	db: Db,
	{ personId, lang }: { personId: string; lang: Lang },
	keys: Pick<PollKeys, 'of'>,
): Promise<Participation[]> {
	const known = await db.selectFrom('pollKey').select('pollId').execute();
	const pseudonyms = await Promise.all(
		known.map(async ({ pollId }) => {
			const key = await keys.of(pollId);
			return key && { pollId, key: voterKey(key, { class: 'verified', id: personId }) };
		}),
	);
	const asked = pseudonyms.filter((each) => each !== undefined);
	const { rows } = await sql<Omit<Participation, 'status'> & { state: string; opensAt: Date; now: Date }>`
		SELECT p.slug, p.level, p.state, p.opens_at, p.closes_at, clock_timestamp() AS now, t.lang, t.question
		FROM unnest(${asked.map(({ pollId }) => pollId)}::uuid[], ${asked.map(({ key }) => key)}::bytea[]) AS a (poll_id, voter_key)
		JOIN vote v USING (poll_id, voter_key)
		JOIN poll p ON p.id = v.poll_id
		CROSS JOIN LATERAL (SELECT lang, question FROM poll_text
			WHERE poll_id = p.id AND lang IN (${lang}, p.original_lang) ORDER BY lang <> ${lang} LIMIT 1) t
		WHERE v.choices <> '{}'
		ORDER BY p.closes_at DESC, p.slug`.execute(db);
	return rows.map(({ state, opensAt, now, ...row }) => ({
		...row,
		status: pollStatus({ state, opensAt, closesAt: row.closesAt }, now),
	}));
}
