/** What the pages of opinion groups load: those of officials and those of everybody. */
import { error } from '@sveltejs/kit';
import { sql } from 'kysely';
import type { ThreadSubject } from '../../../comments/server/threads';
import type { Actor } from '../../../people/actor';
import { areasOf, can } from '../../../people/can';
import { listAreaPath } from '../../../people/server/areas';
import type { Lang } from '../../../polls/poll';
import { db } from '../../../server/db/client';
import { reading, type Reader } from '../../../server/db/reader';
import type { ToldGroups } from '../../groups/tell-groups';

export interface SaidComment {
	body: string;
	publishedAt: Date;
}

export interface GroupsView {
	subject: ThreadSubject;
	title: string;
	/** Of the title. */
	lang: Lang;
	/** Null: nobody has answered a comment here, or it was a moment ago. */
	told: ToldGroups | null;
	foundAt: Date | null;
	/** Those of which something is told, as far as they are still shown. */
	comments: Record<string, SaidComment>;
}

interface Titled {
	threadId: string;
	areaCode: string | null;
	title: string;
	lang: Lang;
}

/** Whose area it is: of a poll those who may answer, else whoever tends the thread. */
async function findTitled(reader: Reader, { kind, slug }: ThreadSubject, lang: Lang) {
	const { rows } =
		kind === 'topic'
			? await sql<Titled>`
				SELECT t.id AS thread_id, t.area_code, x.title, x.lang FROM topic o JOIN thread t ON t.topic_id = o.id
				CROSS JOIN LATERAL (SELECT title, lang FROM topic_text
					WHERE topic_id = o.id AND lang IN (${lang}, o.original_lang) ORDER BY lang <> ${lang} LIMIT 1) x
				WHERE o.slug = ${slug} AND o.published_at <= clock_timestamp()`.execute(reader)
			: await sql<Titled>`
				SELECT t.id AS thread_id, coalesce(p.eligible_area, t.area_code) AS area_code, x.question AS title, x.lang
				FROM poll p JOIN thread t ON t.poll_id = p.id
				CROSS JOIN LATERAL (SELECT question, lang FROM poll_text
					WHERE poll_id = p.id AND lang IN (${lang}, p.original_lang) ORDER BY lang <> ${lang} LIMIT 1) x
				WHERE p.slug = ${slug}`.execute(reader);
	return rows[0];
}

interface Asking {
	params: { slug: string };
	locals: { lang: Lang; actor?: Actor | undefined };
}

/** @throws 404 where there is no such topic or poll */
export async function loadGroups(kind: ThreadSubject['kind'], asking: Asking): Promise<GroupsView> {
	return (await load(kind, asking)).view;
}

/** @throws 403 too, where it lies outside the official's area */
export async function loadGroupsForOfficials(
	kind: ThreadSubject['kind'],
	asking: Asking,
): Promise<GroupsView> {
	const { view, areaCode } = await load(kind, asking);
	const areas = await listAreaPath(db(), areaCode);
	if (can(asking.locals.actor, 'dashboard.read', { subject: { areas }, now: new Date() }) !== 'yes')
		error(403);
	return view;
}

/** @throws 404 also where there is no map to show */
export async function loadMap(kind: ThreadSubject['kind'], asking: Asking) {
	const { title, told, foundAt, comments } = (await load(kind, asking)).view;
	if (told?.outcome !== 'grouped' || !told.isBeyondChance || !foundAt) error(404);
	return { title, told, foundAt, comments };
}

async function load(kind: ThreadSubject['kind'], { params, locals }: Asking) {
	const subject = { kind, slug: params.slug };
	return reading(db(), async (reader) => {
		const titled = await findTitled(reader, subject, locals.lang);
		if (!titled) error(404);
		const { threadId, areaCode, title, lang } = titled;
		const { rows } = await sql<{ told: ToldGroups; foundAt: Date }>`
			SELECT told, found_at FROM opinion_groups WHERE thread_id = ${threadId}`.execute(reader);
		const { told = null, foundAt = null } = rows[0] ?? {};
		const comments = await readComments(reader, threadId, told ? commentsOf(told) : []);
		const view: GroupsView = {
			subject,
			title,
			lang,
			told: told && within(told, comments),
			foundAt,
			comments,
		};
		return { view, areaCode };
	});
}

function commentsOf(told: ToldGroups): string[] {
	if (told.outcome !== 'grouped') return [];
	const { groups, common, divisive } = told;
	return [...groups.flatMap(({ apart }) => apart), ...common, ...divisive].map(({ comment }) => comment);
}

async function readComments(reader: Reader, threadId: string, ids: readonly string[]) {
	const { rows } = await sql<SaidComment & { id: string }>`
		SELECT id, body, published_at FROM said WHERE thread_id = ${threadId} AND id = ANY (${ids}::uuid[])`.execute(
		reader,
	);
	return Object.fromEntries(rows.map(({ id, ...comment }) => [id, comment]));
}

/** Without what was taken back since the groups were found, and without figures that no page shows. */
function within(told: ToldGroups, comments: Record<string, SaidComment>): ToldGroups {
	if (told.outcome !== 'grouped') return told;
	const isShown = ({ comment }: { comment: string }) => comment in comments;
	return {
		...told,
		groups: told.groups.map((group) => ({ ...group, apart: group.apart.filter(isShown) })),
		common: told.common.filter(isShown),
		divisive: told.divisive.filter(isShown),
		shares: Object.fromEntries(Object.entries(told.shares).filter(([comment]) => comment in comments)),
	};
}

export interface GroupsLine extends ThreadSubject {
	title: string;
	/** Null: looked at, but there are no groups. */
	groups: number | null;
	foundAt: Date;
}

const MOST_LINES = 200;

/** Conversations with answers, those with groups first. */
export async function listGroups({
	locals: { lang, actor },
}: {
	locals: Asking['locals'];
}): Promise<GroupsLine[]> {
	const scope = actor ? areasOf(actor, 'dashboard.read') : [];
	return reading(db(), async (reader) => {
		const { rows } = await sql<GroupsLine>`
			WITH conversation AS (
				SELECT t.id, 'topic' AS kind, o.slug, t.area_code, x.title FROM thread t JOIN topic o ON o.id = t.topic_id
				CROSS JOIN LATERAL (SELECT title FROM topic_text
					WHERE topic_id = o.id AND lang IN (${lang}, o.original_lang) ORDER BY lang <> ${lang} LIMIT 1) x
				UNION ALL
				SELECT t.id, 'poll', p.slug, coalesce(p.eligible_area, t.area_code), x.question FROM thread t JOIN poll p ON p.id = t.poll_id
				CROSS JOIN LATERAL (SELECT question FROM poll_text
					WHERE poll_id = p.id AND lang IN (${lang}, p.original_lang) ORDER BY lang <> ${lang} LIMIT 1) x)
			SELECT c.kind, c.slug, c.title, g.found_at,
				CASE WHEN (g.told ->> 'isBeyondChance')::boolean THEN jsonb_array_length(g.told -> 'groups') END AS groups
			FROM conversation c JOIN opinion_groups g ON g.thread_id = c.id
			WHERE ${
				scope === null
					? sql<boolean>`true`
					: sql<boolean>`c.area_code IN (WITH RECURSIVE below AS (SELECT code FROM area WHERE code = ANY (${scope}::text[])
						UNION SELECT a.code FROM area a JOIN below b ON a.parent_code = b.code) SELECT code FROM below)`
			}
			ORDER BY (g.told ->> 'isBeyondChance')::boolean IS TRUE DESC, (g.told ->> 'people')::int DESC NULLS LAST, c.slug LIMIT ${MOST_LINES}`.execute(
			reader,
		);
		return rows;
	});
}
