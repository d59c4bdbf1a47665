/** Dashboards: the overview and a poll's page over five million votes against five thousand, and a million rows as a file. */
import pg from 'pg';
import { protect } from '../../src/lib/insights/privacy.ts';
import { openDb, openPool } from '../../src/lib/server/db/client.ts';
import { startSession } from '../../src/lib/sessions/server/start-session.ts';
import { startApp } from '../../tests/support/app-process.ts';
import { makeCitizen } from '../../tests/support/citizens.ts';
import { makeTopic } from '../../tests/support/comments.ts';
import { step } from '../support/progress.mjs';
import { inRounds, median, medianRatio, short, type Bench, type Row } from './bench.ts';
import { benchDatabase, makePolls, withClient, type BenchPoll } from './database.ts';
import { residentBytes } from './processes.ts';

const POLLS = 20;
const OPTIONS = 4;
const STRATA = 24;
/** The votes came in over so many hours. */
const HOURS = 336;

interface Sizes {
	votes: number;
	comments: number;
	/** One in fifty waits for a moderator. */
	withHeld: boolean;
}

export async function measureInsights({ superUrl, quick }: Bench): Promise<Row[]> {
	const sizes = {
		few: { votes: 5_000, comments: 200, withHeld: true },
		many: quick
			? { votes: 200_000, comments: 5_000, withHeld: true }
			: { votes: 5_000_000, comments: 200_000, withHeld: true },
	};
	const few = await open(superUrl, sizes.few);
	const many = await open(superUrl, sizes.many);
	const time = async ({ ask }: Opened, path: string) => {
		const times: number[] = [];
		for (let i = 0; i < (quick ? 10 : 40); i++) {
			const began = performance.now();
			await (await ask(path)).arrayBuffer();
			times.push(performance.now() - began);
		}
		return median(times);
	};
	const rows: Row[] = [];
	for (const [name, path] of [
		['overview', '/dashboard'],
		['dashboard of a poll', '/dashboard/polls/bench-1'],
	] as const) {
		// Each has a server of its own, which compiles what it runs often.
		for (const each of [few, many, few, many, few, many]) await time(each, path);
		const times = await inRounds(`${name}, ms`, {
			few: () => time(few, path),
			many: () => time(many, path),
		});
		const ratio = medianRatio(times.many, times.few);
		rows.push({
			name: `${name}, ${sizes.many.votes.toLocaleString('en-US')} votes against ${sizes.few.votes.toLocaleString('en-US')}`,
			ours: `${short(median(times.many))} ms`,
			baseline: `${short(median(times.few))} ms`,
			ratio,
			goal: '< 1.5',
			met: ratio < 1.5,
		});
	}
	await few.close();
	await many.close();
	return rows;
}

export async function measureExport({ superUrl, quick }: Bench): Promise<Row[]> {
	const comments = quick ? 50_000 : 1_000_000;
	const opened = await open(superUrl, { votes: 1_000, comments, withHeld: false });
	const rows: Row[] = [];
	for (const format of ['csv', 'xlsx'] as const) {
		await (await opened.ask(`/dashboard/comments.${format}?poll=bench-1`)).arrayBuffer();
		const idle = residentBytes(opened.pid);
		let most = idle;
		const watch = setInterval(() => (most = Math.max(most, residentBytes(opened.pid))), 50);
		const began = performance.now();
		const response = await opened.ask(`/dashboard/comments.${format}?period=90`);
		const reader = response.body!.getReader();
		let [bytes, lines, first] = [0, 0, 0];
		for (;;) {
			const { done, value } = await reader.read();
			if (done) break;
			first ||= performance.now() - began;
			bytes += value.length;
			if (format === 'csv') for (const byte of value) if (byte === 10) lines++;
		}
		const took = performance.now() - began;
		clearInterval(watch);
		if (format === 'csv' && lines !== comments + 2)
			throw new Error(`${lines} lines where ${comments} were said`);
		const gained = (most - idle) / 1e6;
		rows.push({
			name: `${comments.toLocaleString('en-US')} rows as ${format}`,
			ours: `first byte ${short(first)} ms, ${short(gained)} MB more`,
			baseline: `${short(took / 1000)} s, ${short(bytes / 1e6)} MB`,
			goal: '< 1 s, < 150 MB',
			met: first < 1_000 && gained < 150,
		});
	}
	await opened.close();
	return rows;
}

interface Opened {
	pid: number;
	ask: (path: string) => Promise<Response>;
	close: () => Promise<void>;
}

/** A database with so much in it, the app on it, and an official who asks. */
async function open(superUrl: string, sizes: Sizes): Promise<Opened> {
	const database = await benchDatabase(superUrl);
	const polls = await makePolls(database.ownerUrl, POLLS, OPTIONS);
	await makeTopic(database);
	const own = new URL(superUrl);
	own.pathname = `/${database.name}`;
	await step(
		`loading ${sizes.votes.toLocaleString('en-US')} votes, ${sizes.comments.toLocaleString('en-US')} comments`,
		() =>
			withClient(own.href, async (client) => {
				await client.query('SET session_replication_role = replica');
				await client.query("UPDATE poll SET level = 'citizens', opens_at = now() - interval '15 days'");
				for (const poll of polls) await loadVotes(client, poll, Math.floor(sizes.votes / POLLS));
				await loadComments(client, sizes);
				await client.query('RESET session_replication_role');
				await client.query('SELECT fold_past_hours()');
				await client.query('VACUUM ANALYZE');
				// Hours are folded one by one when they are over, so that the next ones take their room; here all at once.
				await client.query('VACUUM FULL turnout_by_hour');
				await client.query('CHECKPOINT');
			}),
	);
	const db = openDb(openPool(database.appUrl, 2));
	const personId = await makeCitizen(db, { roles: ['official'] });
	const session = await startSession(db, { personId, assurance: 'two-factor', way: 'eid' });
	await db.destroy();
	const app = await startApp({ databaseUrl: database.appUrl });
	await app.waitReady();
	return {
		pid: app.child.pid!,
		ask: async (path) => {
			const response = await fetch(`http://127.0.0.1:${app.port}${path}`, {
				headers: { cookie: `s=${session}`, 'accept-encoding': 'identity' },
				redirect: 'manual',
			});
			if (response.status !== 200) throw new Error(`${path} was answered with ${response.status}`);
			return response;
		},
		close: async () => {
			await app.stop();
			await database.drop();
		},
	};
}

/** Past the triggers, which would run once anyway; counters come from the votes and use all slots. */
async function loadVotes(client: pg.Client, { id }: BenchPoll, count: number) {
	await client.query(
		`INSERT INTO vote (poll_id, voter_key, voter_class, choices)
		SELECT $1, decode(lpad(to_hex(n), 64, '0'), 'hex'), 'verified', ARRAY[1 + n % ${OPTIONS}]::smallint[]
		FROM generate_series(1, $2::int) n`,
		[id, count],
	);
	for (const statement of [
		`INSERT INTO tally SELECT $1, 'verified', 1 + n % ${OPTIONS}, n / 7 % 16, count(*) FROM generate_series(1, $2::int) n GROUP BY 3, 4`,
		`INSERT INTO turnout SELECT $1, 'verified', n / 7 % 16, count(*) FROM generate_series(1, $2::int) n GROUP BY 3`,
		`INSERT INTO turnout_by_hour
			SELECT $1, 'verified', date_trunc('hour', now(), 'UTC') - make_interval(hours => n % ${HOURS}), n / ${HOURS} % 16, count(*)
			FROM generate_series(1, $2::int) n GROUP BY 3, 4`,
		`INSERT INTO stratum_tally
			SELECT $1, n % ${STRATA}, o, n / 11 % 16, count(*)
			FROM generate_series(1, $2::int) n, unnest(ARRAY[-1, 1 + n % ${OPTIONS}]) o GROUP BY 2, 3, 4`,
	])
		await client.query(statement, [id, count]);
	const strata = Array.from({ length: STRATA }, (_, i) => ({
		...{ place: null, isRest: false, from: 18 + 2 * i, to: 19 + 2 * i },
		eligible: 400_000,
	}));
	await client.query('INSERT INTO poll_strata (poll_id, strata) VALUES ($1, $2)', [
		id,
		JSON.stringify(strata),
	]);
	const each = Math.max(12, Math.floor(count / STRATA / OPTIONS));
	const groups = [...strata.map(() => each), 0].map((votes) => ({
		ballots: votes * OPTIONS,
		votes: new Array<number>(OPTIONS).fill(votes),
	}));
	await client.query(
		`INSERT INTO breakdown (poll_id, hour, counted, shown) VALUES ($1, date_trunc('hour', now(), 'UTC'), $2, $3)`,
		[id, JSON.stringify(groups), JSON.stringify(protect(groups))],
	);
}

/** Over two months, in all threads alike. */
async function loadComments(client: pg.Client, { comments: count, withHeld }: Sizes) {
	await client.query(
		"INSERT INTO person (display_name, verified_at) SELECT 'Người ' || n, now() FROM generate_series(1, 2000) n",
	);
	await client.query(
		`WITH authors AS (SELECT array_agg(id) AS ids FROM person), threads AS (SELECT array_agg(id) AS ids FROM thread),
		made AS (
			INSERT INTO comment (thread_id, author_id, state, created_at, state_since, published_at)
			SELECT t.ids[1 + n % cardinality(t.ids)], a.ids[1 + n % cardinality(a.ids)],
				CASE WHEN n % 50 = 0 AND $2 THEN 'held' ELSE 'published' END, at, at, CASE WHEN n % 50 = 0 AND $2 THEN NULL ELSE at END
			FROM authors a, threads t, generate_series(1, $1::int) n,
				LATERAL (SELECT now() - interval '1 minute' - make_interval(secs => n * 5184000.0 / $1) AS at) x
			RETURNING id)
		INSERT INTO comment_revision (comment_id, revision, body, repeat_hash)
		SELECT id, 1, 'Tôi thấy đường liên xã xuống cấp đã lâu, mong tỉnh sớm sửa. ' || id, sha256(id::text::bytea) FROM made`,
		[count, withHeld],
	);
	await client.query(
		'INSERT INTO comment_count SELECT thread_id, state, count(*) FROM comment GROUP BY 1, 2',
	);
	await client.query(
		`INSERT INTO comment_by_hour SELECT thread_id, state, date_trunc('hour', state_since, 'UTC'), count(*) FROM comment GROUP BY 1, 2, 3`,
	);
	await client.query(
		`UPDATE thread t SET published_count = c.comments FROM comment_count c WHERE c.thread_id = t.id AND c.state = 'published'`,
	);
}
