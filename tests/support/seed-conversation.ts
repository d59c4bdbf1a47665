/** Puts a conversation into a thread, past the forms: people, comments, and who answered what. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Reactions } from '../../src/lib/insights/groups/answers';

const CHOICES: Record<number, string> = { 1: 'agree', [-1]: 'disagree', 0: 'pass' };

export interface Seeded {
	/** Ids, in the order of the conversation. */
	people: string[];
	comments: string[];
}

export async function seedConversation(
	ownerUrl: string,
	{ threadId, reactions }: { threadId: string; reactions: Reactions },
): Promise<Seeded> {
	const people = reactions.people.map(() => randomUUID());
	const comments = reactions.comments.map(() => randomUUID());
	const client = new pg.Client({ connectionString: ownerUrl });
	await client.connect();
	try {
		await client.query('INSERT INTO person (id) SELECT unnest($1::uuid[])', [people]);
		await client.query(
			`INSERT INTO comment (id, thread_id, author_id, state, published_at)
			SELECT unnest($1::uuid[]), $2, $3, 'published', now() - interval '1 hour'`,
			[comments, threadId, people[0]],
		);
		await client.query(
			`INSERT INTO comment_revision (comment_id, revision, body, repeat_hash)
			SELECT id, 1, 'Ý kiến số ' || n, decode(lpad(to_hex(n), 64, '0'), 'hex') FROM unnest($1::uuid[]) WITH ORDINALITY AS c (id, n)`,
			[comments],
		);
		await client.query(
			`INSERT INTO reaction (person_id, comment_id, choice) SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[])`,
			[
				Array.from(reactions.person, (at) => people[at]),
				Array.from(reactions.comment, (at) => comments[at]),
				Array.from(reactions.value, (value) => CHOICES[value]),
			],
		);
	} finally {
		await client.end();
	}
	return { people, comments };
}
