/** A topic is written: a new one, or another version. Each saving keeps the whole wording (migration 0020). */
import { sql } from 'kysely';
import type { Actor } from '../../../people/actor';
import { can, type Denial } from '../../../people/can';
import { audit } from '../../../server/audit/append';
import type { Db, Trx } from '../../../server/db/client';
import { isViolationOf } from '../../../server/db/errors';
import { ok, refuse, type Result } from '../../../shared/result';
import type { TopicContent } from '../../desk/topic-form';

interface Written {
	content: TopicContent;
	now?: Date;
}

/** @returns the id of the new draft */
export async function createTopic(
	db: Db,
	by: Actor,
	{ content, now = new Date() }: Written,
): Promise<Result<string, Denial | Clash>> {
	const answer = can(by, 'topic.edit', { now });
	if (answer !== 'yes') return refuse(answer);
	return refusingClash(() =>
		db.transaction().execute(async (trx) => {
			const { id } = await trx
				.insertInto('topic')
				.values({ ...rowOf(content), editedAt: now, editedBy: by.personId })
				.returning('id')
				.executeTakeFirstOrThrow();
			await writeTexts(trx, id, { content, version: 1, by });
			await audit(trx, { actorId: by.personId, action: 'topic.create', subject: `topic/${id}` });
			return ok(id);
		}),
	);
}

/** @param version the one that was edited: of two editors who began with the same, the second is refused */
export async function saveTopic(
	db: Db,
	by: Actor,
	{ id, version, content, now = new Date() }: Written & { id: string; version: number },
): Promise<Result<undefined, Denial | Clash | 'changed-meanwhile'>> {
	const answer = can(by, 'topic.edit', { now });
	if (answer !== 'yes') return refuse(answer);
	return refusingClash<undefined, 'changed-meanwhile'>(() =>
		db.transaction().execute(async (trx) => {
			await keepFirst(trx, { id, version });
			const saved = await trx
				.updateTable('topic')
				.set({ ...rowOf(content), version: version + 1, editedAt: now, editedBy: by.personId })
				.where('id', '=', id)
				.where('version', '=', version)
				.where('archivedAt', 'is', null)
				.returning('id')
				.executeTakeFirst();
			if (!saved) return refuse('changed-meanwhile');
			await writeTexts(trx, id, { content, version: version + 1, by });
			const details = { version: version + 1 };
			await audit(trx, { actorId: by.personId, action: 'topic.edit', subject: `topic/${id}`, details });
			return ok(undefined);
		}),
	);
}

const rowOf = ({ slug, originalLang, category, author, picture }: TopicContent) => ({
	...{ slug, originalLang, category, author },
	...{ pictureId: picture?.id ?? null, pictureCredit: picture?.credit ?? '' },
});

async function writeTexts(
	trx: Trx,
	topicId: string,
	{ content, version, by }: { content: TopicContent; version: number; by: Actor },
) {
	await trx.deleteFrom('topicText').where('topicId', '=', topicId).execute();
	await trx
		.insertInto('topicText')
		.values(content.texts.map((text) => ({ topicId, ...text })))
		.execute();
	await trx
		.insertInto('topicRevision')
		.values({ topicId, version, madeBy: by.personId, content: JSON.stringify(content) })
		.execute();
}

/** A topic from before revisions were kept: what is about to be replaced becomes its first one. */
async function keepFirst(trx: Trx, { id, version }: { id: string; version: number }) {
	await sql`
		INSERT INTO topic_revision (topic_id, version, made_at, made_by, content)
		SELECT t.id, t.version, t.edited_at, t.edited_by, jsonb_build_object(
			'slug', t.slug, 'originalLang', t.original_lang, 'category', t.category, 'author', t.author,
			'picture', CASE WHEN t.picture_id IS NOT NULL THEN jsonb_build_object('id', t.picture_id, 'credit', t.picture_credit) END,
			'texts', (SELECT jsonb_agg(jsonb_build_object('lang', lang, 'title', title, 'summary', summary, 'body', body,
					'pictureAlt', picture_alt, 'pictureCaption', picture_caption))
				FROM topic_text WHERE topic_id = t.id))
		FROM topic t WHERE t.id = ${id} AND t.version = ${version}
		ON CONFLICT (topic_id, version) DO NOTHING`.execute(trx);
}

type Clash = 'slug-taken' | 'gone';

async function refusingClash<T, Reason extends string = never>(
	work: () => Promise<Result<T, Reason>>,
): Promise<Result<T, Reason | Clash>> {
	try {
		return await work();
	} catch (error) {
		if (isViolationOf(error, 'topic_slug_key')) return refuse('slug-taken');
		// Its picture went meanwhile, since no topic showed it for a day.
		if (isViolationOf(error, 'topic_picture_id_fkey')) return refuse('gone');
		throw error;
	}
}
