import { randomBytes } from 'node:crypto';
import { error, json } from '@sveltejs/kit';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });

/** One session read and one insert, each a prepared statement. No limits, no keys, no rules, no tally, no log. */
export async function POST({ request, cookies }) {
	const { choices } = await request.json();
	const { rows } = await pool.query({
		name: 'session',
		text: 'SELECT person FROM plain_session WHERE id = $1',
		values: [cookies.get('session')],
	});
	if (rows.length === 0) error(401);
	await pool.query({
		name: 'vote',
		text: "INSERT INTO plain_vote VALUES ($1, $2, 'unverified', $3)",
		values: [process.env.BENCH_POLL, randomBytes(32), choices],
	});
	return json({ outcome: 'counted' }, { status: 201 });
}
