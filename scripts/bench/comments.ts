/** Comments and the desk: what a queue of fifty thousand and a thread of ten thousand cost. */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { listThread } from '../../src/lib/comments/server/reads.ts';
import { submitComment } from '../../src/lib/comments/server/submit-comment.ts';
import { decideComment } from '../../src/lib/moderation/server/decide-comment.ts';
import { listQueue, readCounts } from '../../src/lib/moderation/server/reads.ts';
import type { Actor } from '../../src/lib/people/actor.ts';
import { openDb, openPool, type Db } from '../../src/lib/server/db/client.ts';
import { makeActor, makeTopic } from '../../tests/support/comments.ts';
import { inRounds, median, medianRatio, short, type Bench, type Row } from './bench.ts';
import { benchDatabase, withClient } from './database.ts';

const AT_ONCE = 16;
const MODERATORS = 64;

export async function measureComments({ superUrl, quick }: Bench): Promise<Row[]> {
	const large = quick ? { held: 5_000, thread: 1_000 } : { held: 50_000, thread: 10_000 };
	const small = { held: 50, thread: 20 };
	const many = await fill(superUrl, { ...large, elsewhere: 0 });
	// As many were said there in all: what is compared is a queue and a thread, not a town with a village.
	const few = await fill(superUrl, {
		...small,
		elsewhere: large.held + large.thread - small.held - small.thread,
	});
	const rows = [
		await compare('queue page', quick, few, many, ({ db, moderator }) =>
			Promise.all([
				listQueue(db, moderator, { query: { queue: 'waiting', q: '', reason: '' }, lang: 'vi' }),
				readCounts(db, moderator),
			]),
		),
		await compare('first page of a thread', quick, few, many, async ({ db, threadId }) => {
			const { conversations } = await listThread(db, { threadId, sort: 'newest' });
			if (conversations.length !== 10) throw new Error(`a page of ${conversations.length} comments`);
		}),
		await acceptance(few, quick),
		await decisions(many, quick),
	];
	for (const filled of [few, many]) {
		await filled.db.destroy();
		await filled.drop();
	}
	return rows;
}

interface Filled {
	db: Db;
	drop: () => Promise<unknown>;
	superUrl: string;
	ownerUrl: string;
	name: string;
	moderator: Actor;
	/** Of the published comments. */
	threadId: string;
	sizes: {
		held: number;
		/** Published in the thread that is read. */
		thread: number;
		/** Published in another. */
		elsewhere: number;
	};
}

async function fill(superUrl: string, sizes: Filled['sizes']): Promise<Filled> {
	const database = await benchDatabase(superUrl);
	const db = openDb(openPool(database.appUrl, MODERATORS));
	const moderator = await makeActor(db, { roles: ['moderator'] });
	const published = await threadOf(db, (await makeTopic(database)).slug);
	const waiting = await threadOf(db, (await makeTopic(database)).slug);
	const other = await threadOf(db, (await makeTopic(database)).slug);
	const own = new URL(superUrl);
	own.pathname = `/${database.name}`;
	await withClient(own.href, async (client) => {
		await client.query('SET session_replication_role = replica');
		await client.query(
			"INSERT INTO person (display_name, verified_at) SELECT 'Người ' || n, now() FROM generate_series(1, $1::int) n",
			[Math.ceil((sizes.held + sizes.thread + sizes.elsewhere) / 25)],
		);
		await insert(client, published, 'published', sizes.thread);
		await insert(client, waiting, 'held', sizes.held);
		await insert(client, other, 'published', sizes.elsewhere);
		await client.query('UPDATE thread SET published_count = $2 WHERE id = $1', [published, sizes.thread]);
		await client.query('RESET session_replication_role');
		await client.query('VACUUM ANALYZE');
	});
	return { ...database, db, superUrl, moderator, threadId: published, sizes };
}

async function threadOf(db: Db, slug: string): Promise<string> {
	const { id } = await db
		.selectFrom('thread')
		.select('id')
		.where('topicId', '=', (eb) => eb.selectFrom('topic').select('id').where('slug', '=', slug))
		.executeTakeFirstOrThrow();
	return id;
}

async function insert(client: pg.Client, threadId: string, state: 'held' | 'published', count: number) {
	await client.query(
		`WITH authors AS (SELECT array_agg(id) AS ids FROM person),
		made AS (
			INSERT INTO comment (thread_id, author_id, state, created_at, state_since, published_at, stands_at)
			SELECT $1, ids[1 + n % cardinality(ids)], $2, at, at, published, published
			FROM authors, generate_series(1, $3::int) n, LATERAL (SELECT now() - make_interval(secs => n) AS at) t,
				LATERAL (SELECT CASE $2 WHEN 'published' THEN at END AS published) p
			RETURNING id)
		INSERT INTO comment_revision (comment_id, revision, body, repeat_hash, findings)
		SELECT id, 1, 'Tôi thấy đường liên xã xuống cấp đã lâu, mong tỉnh sớm sửa. ' || id, sha256(id::text::bytea),
			'[{"phase":"mode","reason":"thread-before","spans":[]}]' FROM made`,
		[threadId, state, count],
	);
}

async function compare(
	name: string,
	quick: boolean,
	few: Filled,
	many: Filled,
	read: (filled: Filled) => Promise<unknown>,
): Promise<Row> {
	const time = async (filled: Filled) => {
		const times: number[] = [];
		for (let i = 0; i < (quick ? 20 : 100); i++) {
			const began = performance.now();
			await read(filled);
			times.push(performance.now() - began);
		}
		return median(times);
	};
	for (const each of [few, many, few, many]) await time(each);
	const times = await inRounds(`${name}, ms`, { few: () => time(few), many: () => time(many) });
	const ratio = medianRatio(times.many, times.few);
	const size = (filled: Filled) =>
		(name === 'queue page' ? filled.sizes.held : filled.sizes.thread).toLocaleString('en-US');
	return {
		name: `${name}, ${size(many)} against ${size(few)}`,
		ours: `${short(median(times.many))} ms`,
		baseline: `${short(median(times.few))} ms`,
		ratio,
		goal: '< 1.5',
		met: ratio < 1.5,
	};
}

async function acceptance(filled: Filled, quick: boolean): Promise<Row> {
	const { db } = filled;
	const subject = await makeTopic(filled);
	const milliseconds = quick ? 1_000 : 4_000;
	const began = performance.now();
	let count = 0;
	await Promise.all(
		Array.from({ length: AT_ONCE }, async () => {
			while (performance.now() - began < milliseconds) {
				// Everybody says one thing: nobody may say many in a short time.
				const author = await makeActor(db);
				const said = await submitComment(db, author, subject, {
					body: `Ý kiến ${randomBytes(8).toString('hex')}`,
				});
				if (!said.ok) throw new Error(said.reason);
				count++;
			}
		}),
	);
	const rate = (count * 1000) / (performance.now() - began);
	return {
		name: `comments accepted, ${AT_ONCE} at once`,
		ours: `${short(rate)} comments/s`,
		baseline: '',
		goal: '',
		note: 'comments accepted: screened and committed, each with the making of a person who has not spoken before.',
	};
}

/** All moderators decide on the same comment at the same moment, comment after comment. */
async function decisions(filled: Filled, quick: boolean): Promise<Row> {
	const { db } = filled;
	const moderators = await Promise.all(
		Array.from({ length: MODERATORS }, () => makeActor(db, { roles: ['moderator'] })),
	);
	const held = await db
		.selectFrom('comment')
		.select('id')
		.where('state', '=', 'held')
		.orderBy('stateSince')
		.limit(quick ? 10 : 50)
		.execute();
	const times: number[] = [];
	for (const { id } of held) {
		const began = performance.now();
		const outcomes = await Promise.all(
			moderators.map((by) =>
				decideComment(db, by, { comment: id, revision: 1, seen: 'held', verdict: 'approve' }),
			),
		);
		times.push(performance.now() - began);
		if (outcomes.filter(({ ok }) => ok).length !== 1)
			throw new Error('a comment was not decided exactly once');
	}
	const { count } = await db
		.selectFrom('decision')
		.select((eb) => eb.fn.countAll<number>().as('count'))
		.executeTakeFirstOrThrow();
	if (count !== held.length) throw new Error(`${count} decisions on ${held.length} comments`);
	return {
		name: `a decision that ${MODERATORS} moderators make at once`,
		ours: `${short(median(times))} ms for all to know`,
		baseline: '',
		goal: 'decided once',
		met: true,
	};
}
