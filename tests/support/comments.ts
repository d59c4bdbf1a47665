/** Threads, and people who speak in them. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { ThreadSubject } from '../../src/lib/comments/server/threads';
import type { Actor } from '../../src/lib/people/actor';
import type { Db } from '../../src/lib/server/db/client';
import { makeCitizen, type CitizenWishes } from './citizens';

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
