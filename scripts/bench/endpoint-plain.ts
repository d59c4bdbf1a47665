/**
 * The least that a vote endpoint could do: node:http without a framework, one session read and one insert, each a
 * prepared statement. No limits, no keys, no rules, no tally, no log.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { randomBytes } from 'node:crypto';

const { databaseUrl, pollId } = JSON.parse(process.argv[2]!) as { databaseUrl: string; pollId: string };
const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });

const server = createServer(async (request, response) => {
	try {
		let body = '';
		for await (const chunk of request) body += chunk;
		const { choices } = JSON.parse(body) as { choices: number[] };
		const session = request.headers.cookie?.slice('session='.length);
		const { rows } = await pool.query({
			name: 'session',
			text: 'SELECT person FROM plain_session WHERE id = $1',
			values: [session],
		});
		if (rows.length === 0) throw new Error('no session');
		await pool.query({
			name: 'vote',
			text: "INSERT INTO plain_vote VALUES ($1, $2, 'unverified', $3)",
			values: [pollId, randomBytes(32), choices],
		});
		response.writeHead(201, { 'content-type': 'application/json' }).end('{"outcome":"counted"}');
	} catch (error) {
		response.writeHead(500).end(String(error));
	}
});
server.listen(0, '127.0.0.1', () => process.send!({ port: (server.address() as AddressInfo).port }));
process.on('disconnect', () => process.exit());
