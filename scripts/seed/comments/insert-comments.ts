/** Writes what the sample town says, thinks of it and did with it. Thousands of rows, a handful of statements. */
import type pg from 'pg';
import { seededRandom } from '../random.ts';
import { decide, shownFrom, type Desk } from './decide.ts';
import { insertDesk } from './insert-desk.ts';
import { insertParticipants } from './insert-participants.ts';
import { DAY, isShown, layOut, MINUTE, OFFICIAL, revisedAt, type PersonOf } from './lay-out.ts';
import { lookAt, type Looked } from './look-at.ts';
import { react, type SampleReaction } from './react.ts';
import { QUARRELLER } from './rejected.ts';
import { THREADS } from './threads.ts';
import { WAITING } from './waiting.ts';

/** The triggers add up what one statement brings. */
const REACTIONS_AT_ONCE = 5_000;

export interface TownPeople {
	/** Ids of staff by login. */
	staff: ReadonlyMap<string, string>;
	/** Ids of rows of the roll, of cd-0001 and so on. */
	citizens: readonly string[];
}

/** @returns how many comments and reactions there are */
export async function insertComments(db: pg.Client, people: TownPeople) {
	const { rows } = await db.query<{ now: Date }>('SELECT clock_timestamp() AS now');
	const now = rows[0]!.now.getTime();
	const random = seededRandom(2_026);
	const heldSince = now - 3 * DAY;
	const comments = lookAt(layOut(THREADS, WAITING, { now, random }), {
		after: new Set(THREADS.filter(({ mode }) => mode === 'after').map(({ slug }) => slug)),
		heldFrom: new Map([[QUARRELLER, heldSince]]),
	});
	const desk = decide(comments, { now, random });
	const shown = comments.flatMap((comment) => {
		const from = shownFrom(comment, desk);
		return from === null ? [] : [{ comment, from }];
	});
	const reactions = react(shown, { now, random });

	const speakers = new Set(comments.flatMap(({ author }) => (typeof author === 'number' ? [author] : [])));
	const persons = await insertParticipants(db, { entries: people.citizens, speakers });
	const personOf: PersonOf = (author) =>
		typeof author === 'number' ? persons.get(author)! : people.staff.get(author)!;
	await insertTexts(db, { comments, desk, personOf, now });
	await insertReactions(db, reactions, personOf);
	await insertDesk(db, desk, { personOf, staff: people.staff, quarreller: QUARRELLER, heldSince });
	await db.query(
		`UPDATE thread t SET mode = m.mode FROM unnest($1::text[], $2::text[]) AS m (slug, mode), poll p
		WHERE p.slug = m.slug AND t.poll_id = p.id`,
		[THREADS.map(({ slug }) => slug), THREADS.map(({ mode }) => mode ?? 'before')],
	);
	return { comments: comments.length, reactions: reactions.length };
}

interface Texts {
	comments: Looked[];
	desk: Desk;
	personOf: PersonOf;
	now: number;
}

async function insertTexts(db: pg.Client, { comments, desk, personOf, now }: Texts) {
	const rows = comments.map((comment) => {
		const { id, slug, author, parent, said, waiting, createdAt, settledAt } = comment;
		const publishedAt = shownFrom(comment, desk);
		const root = parent ? rootOf(parent) : null;
		return {
			id,
			slug,
			author_id: personOf(author),
			parent_id: parent?.id ?? null,
			root_id: root?.id ?? null,
			depth: depthOf(parent),
			state: said.withdrawn ? 'withdrawn' : waiting ? 'held' : isShown(comment) ? 'published' : 'rejected',
			revision: said.before === undefined ? 1 : 2,
			is_official: author === OFFICIAL,
			created_at: new Date(createdAt),
			state_since: new Date(publishedAt ?? (waiting ? revisedAt(comment) : settledAt)),
			published_at: publishedAt === null ? null : new Date(publishedAt),
			picked_at: said.picked ? new Date(Math.min(publishedAt! + 5 * 60 * MINUTE, now)) : null,
		};
	});
	await db.query(
		`INSERT INTO comment (id, thread_id, author_id, parent_id, root_id, depth, state, revision, is_official, created_at, state_since, published_at, picked_at)
		SELECT c.id, t.id, c.author_id, c.parent_id, c.root_id, c.depth, c.state, c.revision, c.is_official, c.created_at, c.state_since, c.published_at, c.picked_at
		FROM jsonb_to_recordset($1) AS c (id uuid, slug text, author_id uuid, parent_id uuid, root_id uuid, depth smallint, state text, revision smallint,
			is_official boolean, created_at timestamptz, state_since timestamptz, published_at timestamptz, picked_at timestamptz)
		JOIN (SELECT id, slug, NULL::uuid AS poll_id, id AS topic_id FROM topic UNION ALL SELECT id, slug, id, NULL FROM poll) s ON s.slug = c.slug
		JOIN thread t ON t.poll_id = s.poll_id OR t.topic_id = s.topic_id`,
		[JSON.stringify(rows)],
	);
	const revisions = comments.flatMap((comment) => {
		const { id, said, createdAt, hash, findings, findingsBefore } = comment;
		const last = { id, body: said.text, findings, hash, at: revisedAt(comment) };
		if (said.before === undefined) return [{ ...last, revision: 1 }];
		return [
			{ ...last, revision: 2 },
			{ ...last, revision: 1, body: said.before, findings: findingsBefore, at: createdAt },
		];
	});
	await db.query(
		`INSERT INTO comment_revision (comment_id, revision, body, findings, repeat_hash, created_at)
		SELECT * FROM unnest($1::uuid[], $2::smallint[], $3::text[], $4::jsonb[], $5::bytea[], $6::timestamptz[])`,
		[
			revisions.map(({ id }) => id),
			revisions.map(({ revision }) => revision),
			revisions.map(({ body }) => body),
			revisions.map(({ findings }) => JSON.stringify(findings)),
			revisions.map(({ hash }) => hash),
			revisions.map(({ at }) => new Date(at)),
		],
	);
}

function rootOf(comment: NonNullable<Looked['parent']>): NonNullable<Looked['parent']> {
	return comment.parent ? rootOf(comment.parent) : comment;
}

function depthOf(parent: Looked['parent']): number {
	return parent ? depthOf(parent.parent) + 1 : 0;
}

async function insertReactions(db: pg.Client, reactions: SampleReaction[], personOf: PersonOf) {
	for (let from = 0; from < reactions.length; from += REACTIONS_AT_ONCE) {
		const some = reactions.slice(from, from + REACTIONS_AT_ONCE);
		await db.query(
			`INSERT INTO reaction (comment_id, person_id, choice, reacted_at)
			SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[])`,
			[
				some.map(({ comment }) => comment.id),
				some.map(({ by }) => personOf(by)),
				some.map(({ choice }) => choice),
				some.map(({ at }) => new Date(at)),
			],
		);
	}
}
