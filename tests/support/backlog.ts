/** Comments that wait, written into the database of a running sample town, under a topic that no other journey reads. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';

export interface Backlog {
	client: pg.Client;
	/** A word that is in each of them and nowhere else. */
	word: string;
	ids: string[];
	decisions(): Promise<{ comment: string; action: string; by: string | null }[]>;
	close(): Promise<void>;
}

export async function openBacklog(databaseUrl: string, count: number): Promise<Backlog> {
	const client = new pg.Client({ connectionString: databaseUrl });
	await client.connect();
	const word = `loat${randomUUID().slice(0, 8)}`;
	const ids = Array.from({ length: count }, () => randomUUID());
	await client.query(
		`INSERT INTO comment (id, thread_id, author_id)
		SELECT n.id, (SELECT t.id FROM thread t JOIN topic o ON o.id = t.topic_id WHERE o.slug = 'bo-phan-mot-cua-cap-xa'),
			(SELECT id FROM person WHERE display_name IS NOT NULL AND id NOT IN (SELECT person_id FROM role_grant) ORDER BY id LIMIT 1)
		FROM unnest($1::uuid[]) AS n (id)`,
		[ids],
	);
	await client.query(
		`INSERT INTO comment_revision (comment_id, revision, body, repeat_hash)
		SELECT n.id, 1, 'Cống trước nhà số ' || n.place || ' lại nghẹt, mong xã xem giúp. ' || $2, sha256(n.id::text::bytea)
		FROM unnest($1::uuid[]) WITH ORDINALITY AS n (id, place)`,
		[ids, word],
	);
	return {
		client,
		word,
		ids,
		async decisions() {
			const { rows } = await client.query<{ comment: string; action: string; by: string | null }>(
				`SELECT d.comment_id AS comment, d.action, p.display_name AS by FROM decision d JOIN person p ON p.id = d.moderator_id
				WHERE d.comment_id = ANY ($1::uuid[]) ORDER BY d.id`,
				[ids],
			);
			return rows;
		},
		close: () => client.end(),
	};
}
