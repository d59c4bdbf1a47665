/** Threads, and people who speak in them. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { listThread, type ThreadQuery } from '../../src/lib/comments/server/reads';
import { submitComment } from '../../src/lib/comments/server/submit-comment';
import { findThread, type Thread, type ThreadSubject } from '../../src/lib/comments/server/threads';
import type { Actor } from '../../src/lib/people/actor';
import { openDb, openPool, type Db } from '../../src/lib/server/db/client';
import { makeCitizen, type CitizenWishes } from './citizens';
import { freshDatabase } from './database';

/** Somebody with a name, signed in with two factors. */
export async function makeActor(db: Db, wishes: CitizenWishes = {}): Promise<Actor> {
	const displayName = wishes.displayName ?? `Người ${randomUUID().slice(0, 8)}`;
	return {
		personId: await makeCitizen(db, { ...wishes, displayName }),
		sessionId: '',
		displayName,
		verified: wishes.verified ?? true,
		area: wishes.areaCode ?? null,
		birthYear: null,
		grants: (wishes.roles ?? []).map((role) => ({ role, area: null })),
		assurance: 'two-factor',
		authenticatedAt: new Date(),
	};
}

/** A published topic of its own. */
export async function makeTopic({ ownerUrl }: { ownerUrl: string }): Promise<ThreadSubject> {
	const slug = `chu-de-${randomUUID()}`;
	const owner = new pg.Client({ connectionString: ownerUrl });
	await owner.connect();
	await owner.query(
		`WITH made AS (INSERT INTO topic (slug, published_at) VALUES ($1, now()) RETURNING id)
		INSERT INTO topic_text (topic_id, lang, title, summary, body) SELECT id, 'vi', 'Chủ đề', '', '' FROM made`,
		[slug],
	);
	await owner.end();
	return { kind: 'topic', slug };
}

/** Published comments, each by somebody new. */
export async function sayPublished(db: Db, subject: ThreadSubject, bodies: readonly string[]): Promise<void> {
	for (const body of bodies) {
		const said = await submitComment(db, await makeActor(db), subject, { body });
		if (!said.ok) throw new Error(said.reason);
		const published = { state: 'published' as const, publishedAt: new Date() };
		await db.updateTable('comment').set(published).where('id', '=', said.value.id).execute();
	}
}

/** A database with a thread in which texts of known people are shown at once; `renew` gives another thread. */
export async function openTestThread() {
	const database = await freshDatabase();
	const db = openDb(openPool(database.appUrl, 12));
	const room = {
		database,
		db,
		subject: undefined as unknown as ThreadSubject,
		thread: undefined as unknown as Thread,

		async renew() {
			room.subject = await makeTopic(database);
			room.thread = (await findThread(db, room.subject))!;
			await room.setMode('after');
		},

		async setMode(mode: 'before' | 'after' | 'closed') {
			await db.updateTable('thread').set({ mode }).where('id', '=', room.thread.id).execute();
		},

		/** Somebody whose first comment was published, elsewhere. */
		async regular(): Promise<Actor> {
			const actor = await makeActor(db);
			const elsewhere = await makeTopic(database);
			const first = await submitComment(db, actor, elsewhere, { body: `Lời đầu của ${actor.personId}` });
			if (!first.ok) throw new Error(first.reason);
			await db
				.updateTable('comment')
				.set({ state: 'published', publishedAt: new Date() })
				.where('id', '=', first.value.id)
				.execute();
			return actor;
		},

		async say(actor: Actor, body: string, parentId?: string): Promise<string> {
			const said = await submitComment(db, actor, room.subject, { body, parentId });
			if (!said.ok) throw new Error(said.reason);
			return said.value.id;
		},

		list(more: Partial<ThreadQuery> = {}) {
			return listThread(db, { threadId: room.thread.id, sort: 'newest', ...more });
		},

		async close() {
			await db.destroy();
			await database.drop();
		},
	};
	return room;
}

/** Nobody may delete a topic that came out, but a test that wants an empty place. */
export async function forgetTopics(owner: { query: (text: string) => Promise<unknown> }): Promise<void> {
	await owner.query(
		`ALTER TABLE topic DISABLE TRIGGER held; DELETE FROM topic; ALTER TABLE topic ENABLE TRIGGER held`,
	);
}
