import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../../../tests/support/database';
import type { TestDatabase } from '../../../tests/support/template';
import { solveChallenge } from '../ballots/solve-challenge';

let database: TestDatabase;
let challenges: typeof import('./challenge');
let pools: import('./db/client').Db[];

beforeAll(async () => {
	database = await freshDatabase();
	Object.assign(process.env, {
		DATABASE_URL: database.appUrl,
		ORIGIN: 'http://localhost',
		KEY_ENCRYPTION_KEY: Buffer.alloc(32, 'key').toString('base64url'),
		APP_SECRET: Buffer.alloc(32, 'app').toString('base64url'),
		IDENTITY_KEY: Buffer.alloc(32, 'identity').toString('base64url'),
	});
	challenges = await import('./challenge');
	const { openDb, openPool } = await import('./db/client');
	pools = [openDb(openPool(database.appUrl, 2)), openDb(openPool(database.appUrl, 2))];
});

afterAll(async () => {
	await Promise.all(pools.map((pool) => pool.destroy()));
	await database.drop();
});

/** As it arrives in the browser: as JSON. */
async function solved(now?: Date): Promise<string> {
	return solveChallenge(JSON.parse(JSON.stringify(await challenges.createProofChallenge(now))));
}

const verify = (text: string, pool = pools[0]!) => challenges.verifyProof(text, pool);

test('a solved challenge counts once', async () => {
	const proof = await solved();
	expect(await verify(proof)).toBe(true);
	expect(await verify(proof)).toBe(false);
});

test('of many simultaneous uses in two processes, one counts', async () => {
	const proof = await solved();
	const uses = await Promise.all(Array.from({ length: 20 }, (_, i) => verify(proof, pools[i % 2])));
	expect(uses.filter(Boolean)).toHaveLength(1);
});

test('a challenge that has expired is refused', async () => {
	expect(await verify(await solved(new Date(Date.now() - 6 * 60_000)))).toBe(false);
});

test('a tampered proof is refused, and does not use up the honest one', async () => {
	const proof = await solved();
	const change = (
		edit: (value: {
			challenge: { parameters: Record<string, unknown>; signature: string };
			solution: Record<string, unknown>;
		}) => void,
	) => {
		const copy = JSON.parse(proof);
		edit(copy);
		return JSON.stringify(copy);
	};
	const forgeries = [
		change(({ challenge }) => (challenge.parameters.expiresAt = Number(challenge.parameters.expiresAt) + 1)),
		change(({ challenge }) => (challenge.parameters.cost = 1)),
		change(({ challenge }) => (challenge.signature = '0'.repeat(64))),
		change(({ challenge }) => (challenge.signature = challenge.signature.toUpperCase() + ' ')),
		change(({ challenge }) => delete challenge.parameters.expiresAt),
		change(({ solution }) => (solution.derivedKey = '0'.repeat(64))),
		change(({ challenge, solution }) => (solution.derivedKey = challenge.parameters.keyPrefix)),
	];
	for (const forgery of forgeries) expect(await verify(forgery)).toBe(false);
	expect(await verify(proof)).toBe(true);
});

test.each(['', '{}', 'null', '[]', 'not json', '{"challenge":{},"solution":{}}', 'x'.repeat(5_000)])(
	'what is no proof is refused: %.20s',
	async (text) => {
		expect(await verify(text)).toBe(false);
	},
);
