import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeCitizen } from '../../../../tests/support/citizens';
import { freshDatabase } from '../../../../tests/support/database';
import { makePoll, type PollWishes } from '../../../../tests/support/polls';
import type { TestDatabase } from '../../../../tests/support/template';
import type { VoterClass } from '../../polls/poll';
import { openDb, openPool, type Db } from '../../server/db/client';
import { listOwnParticipation } from './participation';
import { PollKeys, voterKey } from './voter-key';

let database: TestDatabase;
let owner: pg.Pool;
let db: Db;
let keys: PollKeys;
let personId: string;

beforeAll(async () => {
	database = await freshDatabase();
	owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
	db = openDb(openPool(database.appUrl, 2));
	keys = new PollKeys(
		() => db,
		() => Buffer.alloc(32, 'wrapping'),
	);
});
afterAll(async () => {
	await Promise.all([owner?.end(), db?.destroy()]);
	await database?.drop();
});
beforeEach(async () => {
	personId = await makeCitizen(db);
});

async function votedIn(wishes: PollWishes, { choices = [1], voters = 'verified' as VoterClass } = {}) {
	const poll = await makePoll(database.ownerUrl, wishes);
	await db
		.insertInto('vote')
		.values({
			pollId: poll.id,
			voterKey: voterKey((await keys.of(poll.id))!, { class: voters, id: personId }),
			voterClass: voters,
			choices,
		})
		.execute();
	return poll;
}

const listed = async (lang: 'vi' | 'en' = 'vi', who = personId) =>
	listOwnParticipation(db, { actor: { personId: who, verified: true }, lang }, keys);

test('polls in which a person has a vote are listed, whichever level, and nothing of the answer', async () => {
	const open = await votedIn({ level: 'open', closesAt: '2 hours' });
	const citizens = await votedIn({ level: 'citizens', closesAt: '1 hour' });
	await makePoll(database.ownerUrl);
	const found = await listed('en');
	expect(found!.map(({ slug }) => slug)).toEqual([open.slug, citizens.slug]);
	expect(Object.keys(found![0]!).sort()).toEqual(['closesAt', 'lang', 'level', 'question', 'slug', 'status']);
	expect(found![1]).toMatchObject({ level: 'citizens', status: 'open', question: 'Yes or no?', lang: 'en' });
	expect(await listed('vi', await makeCitizen(db))).toEqual([]);
});

test('what a browser answered, and what was withdrawn, is not listed', async () => {
	await votedIn({}, { voters: 'unverified' });
	await votedIn({}, { choices: [] });
	expect(await listed()).toEqual([]);
});

test('it is told to whoever came as the citizen, not to one who came by a factor of staff', async () => {
	const { slug } = await votedIn({});
	const ask = (verified: boolean) =>
		listOwnParticipation(db, { actor: { personId, verified }, lang: 'vi' }, keys);
	expect(await ask(true)).toMatchObject([{ slug }]);
	expect(await ask(false)).toBeNull();
});

test('a poll is listed until its key is deleted, and then by nobody', async () => {
	const { id, slug } = await votedIn({ opensAt: '-20 days' });
	await owner.query("UPDATE poll SET closes_at = clock_timestamp() - interval '8 days' WHERE id = $1", [id]);
	expect(await listed()).toMatchObject([{ slug, status: 'closed' }]);
	await keys.deleteOld();
	expect(await listed()).toEqual([]);
});
