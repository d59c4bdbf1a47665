/** The sample town is what a visitor sees first: its counts are true, and nothing in it could not have come about. */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedSampleTown } from '../../scripts/seed/sample-town.ts';
import { findGroups } from '../../src/lib/insights/groups/opinion-groups.ts';
import { TEST_SECRETS } from '../support/app-process.ts';
import { freshDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/template.ts';

let database: TestDatabase;
let client: pg.Client;
let pictureFolder: string;

beforeAll(async () => {
	database = await freshDatabase();
	pictureFolder = mkdtempSync(path.join(tmpdir(), 'hoi-dan-pictures-'));
	await seedSampleTown({ ...database, secrets: TEST_SECRETS, pictureFolder });
	client = new pg.Client({ connectionString: database.ownerUrl });
	await client.connect();
});
afterAll(async () => {
	await client.end();
	await database.drop();
	rmSync(pictureFolder, { recursive: true, force: true });
});

async function rows<T extends pg.QueryResultRow>(text: string): Promise<T[]> {
	return (await client.query<T>(text)).rows;
}

test('there is much to read, and enough waits to try the desk on', async () => {
	const [row] = await rows<Record<string, number>>(`SELECT
		count(*) FILTER (WHERE state = 'published')::int AS published, count(*) FILTER (WHERE state = 'held')::int AS held,
		count(*) FILTER (WHERE state = 'rejected')::int AS rejected, count(*) FILTER (WHERE is_official)::int AS official,
		count(*) FILTER (WHERE picked_at IS NOT NULL)::int AS picked, count(*) FILTER (WHERE open_reports > 0)::int AS reported,
		(SELECT count(*)::int FROM appeal WHERE outcome IS NULL) AS appeals FROM comment`);
	expect(row!.published).toBeGreaterThan(300);
	expect(row!.held).toBeGreaterThanOrEqual(60);
	expect(row!.rejected).toBeGreaterThan(15);
	expect(row!.official).toBeGreaterThan(10);
	expect(row!.picked).toBeGreaterThan(5);
	expect(row!.reported).toBeGreaterThan(2);
	expect(row!.appeals).toBe(1);
});

// Each counts again, and lists what differs or could not have come about.
test.each([
	[
		'threads count their published comments',
		`SELECT t.id FROM thread t WHERE published_count <> (SELECT count(*) FROM comment c WHERE c.thread_id = t.id AND state = 'published')`,
	],
	[
		'comments count the replies below them',
		`SELECT c.id FROM comment c WHERE reply_count <> (SELECT count(*) FROM comment r WHERE r.root_id = c.id AND r.state = 'published')`,
	],
	[
		'comments count who agrees, disagrees and passes',
		`SELECT c.id FROM comment c WHERE (agree_count, disagree_count, pass_count) <> (SELECT count(*) FILTER (WHERE choice = 'agree'),
			count(*) FILTER (WHERE choice = 'disagree'), count(*) FILTER (WHERE choice = 'pass') FROM reaction r WHERE r.comment_id = c.id)`,
	],
	[
		'comments count their open reports',
		`SELECT c.id FROM comment c WHERE open_reports <> (SELECT count(*) FROM report r WHERE r.comment_id = c.id AND settled_at IS NULL)`,
	],
	[
		'what waits says why',
		`SELECT c.id FROM comment c JOIN comment_revision r ON r.comment_id = c.id AND r.revision = c.revision
			WHERE c.state = 'held' AND jsonb_array_length(r.findings) = 0`,
	],
	[
		'what is shown after waiting was approved, or its rejection was overturned',
		`SELECT c.id FROM comment c JOIN comment_revision r ON r.comment_id = c.id AND r.revision = c.revision
			WHERE c.state = 'published' AND jsonb_array_length(r.findings) > 0
			AND NOT EXISTS (SELECT FROM decision d WHERE d.comment_id = c.id AND d.action IN ('approve', 'overturn') AND d.decided_at = c.published_at)`,
	],
	[
		'what is rejected was rejected by somebody, for a reason',
		`SELECT id FROM comment c WHERE state = 'rejected'
			AND NOT EXISTS (SELECT FROM decision d WHERE d.comment_id = c.id AND d.action = 'reject' AND d.reason IS NOT NULL)`,
	],
	[
		'the two yeses to a rejection come from two moderators',
		`SELECT p.id FROM decision p JOIN decision d ON d.comment_id = p.comment_id AND d.action = 'reject'
			WHERE p.action = 'propose' AND p.moderator_id = d.moderator_id`,
	],
	[
		'nothing happened before its time, or lies in the future',
		`SELECT c.id FROM comment c LEFT JOIN comment p ON p.id = c.parent_id JOIN thread t ON t.id = c.thread_id
			LEFT JOIN topic tp ON tp.id = t.topic_id LEFT JOIN poll po ON po.id = t.poll_id
			WHERE c.created_at < coalesce(p.published_at, tp.published_at, po.opens_at) OR c.published_at < c.created_at
			OR greatest(c.created_at, c.published_at, c.state_since, c.picked_at) > now()
			UNION ALL SELECT d.comment_id FROM decision d JOIN comment_revision r USING (comment_id, revision) WHERE d.decided_at < r.created_at OR d.decided_at > now()
			UNION ALL SELECT r.comment_id FROM reaction r JOIN comment c ON c.id = r.comment_id WHERE reacted_at < c.published_at OR reacted_at > now()
			UNION ALL SELECT r.comment_id FROM report r JOIN comment c ON c.id = r.comment_id WHERE reported_at < c.published_at OR reported_at > now()`,
	],
	[
		'whoever speaks has a name and stands on the roll, or is of the staff',
		`SELECT p.id FROM comment c JOIN person p ON p.id = c.author_id WHERE p.display_name IS NULL
			OR NOT EXISTS (SELECT FROM roll_entry WHERE person_id = p.id) AND NOT EXISTS (SELECT FROM role_grant WHERE person_id = p.id)`,
	],
	[
		'two who speak never have the same name',
		`SELECT display_name FROM person WHERE display_name IS NOT NULL GROUP BY 1 HAVING count(*) > 1`,
	],
])('%s', async (_, faults) => {
	expect(await rows(faults)).toEqual([]);
});

test('those who answered much under the main topic are of two minds', async () => {
	const answers = await rows<{ person: string; comment: string; value: number }>(
		`SELECT r.person_id AS person, r.comment_id AS comment, CASE choice WHEN 'agree' THEN 1 WHEN 'disagree' THEN -1 ELSE 0 END AS value
		FROM reaction r JOIN comment c ON c.id = r.comment_id JOIN thread t ON t.id = c.thread_id
		JOIN topic s ON s.id = t.topic_id WHERE s.slug = 'ky-luat-van-hoa-cong-vu' ORDER BY 1, 2`,
	);
	const people = [...new Set(answers.map(({ person }) => person))];
	const comments = [...new Set(answers.map(({ comment }) => comment))];
	const found = findGroups({
		people,
		comments,
		person: answers.map(({ person }) => people.indexOf(person)),
		comment: answers.map(({ comment }) => comments.indexOf(comment)),
		value: answers.map(({ value }) => value),
	});
	expect(found.outcome).toBe('grouped');
	expect(found.outcome === 'grouped' && found.groups.length).toBe(2);
});

test('its topics have pictures, described in both languages, drawn once and light', async () => {
	const described = await rows(
		`SELECT lang FROM topic p JOIN topic_text t ON t.topic_id = p.id WHERE picture_id IS NOT NULL AND picture_alt <> ''`,
	);
	expect(described).toHaveLength(6);
	const named = (await rows<{ name: string }>('SELECT name FROM picture_file')).map(({ name }) => name);
	expect(readdirSync(pictureFolder).sort()).toEqual(named.sort());
	for (const name of named) expect(statSync(path.join(pictureFolder, name)).size).toBeLessThan(100_000);
	await seedSampleTown({ ...database, secrets: TEST_SECRETS, pictureFolder });
	expect(await rows('SELECT id FROM picture')).toHaveLength(3);
});
