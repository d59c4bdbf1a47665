/** What a citizen was asked stays what was asked: held by the database, whoever edits. All of it as the application. */
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/template.ts';

type Stage = 'draft' | 'scheduled' | 'open' | 'closed' | 'archived';

const FROZEN = 'an open poll is frozen';
const TIMES: Record<Stage, [opens: string, closes: string]> = {
	draft: ['-1 hour', '1 hour'], // its opening time has come, yet nobody has published it
	scheduled: ['1 hour', '2 hours'],
	open: ['-1 hour', '1 hour'],
	closed: ['-2 hours', '-1 hour'],
	archived: ['-2 hours', '-1 hour'],
};

let database: TestDatabase;
let app: pg.Client;
let polls = 0;

beforeAll(async () => {
	database = await freshDatabase();
	app = new pg.Client({ connectionString: database.appUrl });
	await app.connect();
});
afterAll(async () => {
	await app?.end();
	await database?.drop();
});

/** A draft without any text or option. */
async function makeDraft(stage: Stage, { kind = 'single', maxChoices = 1 } = {}): Promise<string> {
	const { rows } = await app.query<{ id: string }>(
		`INSERT INTO poll (slug, level, kind, max_choices, opens_at, closes_at)
		VALUES ($1, 'open', $2, $3, now() + $4::interval, now() + $5::interval) RETURNING id`,
		[`cau-hoi-${++polls}`, kind, maxChoices, ...TIMES[stage]],
	);
	return rows[0]!.id;
}

async function addQuestion(poll: string, lang = 'vi') {
	await app.query('INSERT INTO poll_text (poll_id, lang, question) VALUES ($1, $2, $3)', [
		poll,
		lang,
		'Có không?',
	]);
}

async function addOptions(poll: string, ids: number[], { labelled = ids } = {}) {
	await app.query(
		'INSERT INTO poll_option (poll_id, id, position) SELECT $1, i, i FROM unnest($2::int[]) i',
		[poll, ids],
	);
	await app.query(
		"INSERT INTO poll_option_text (poll_id, option_id, lang, label) SELECT $1, i, 'vi', 'Câu ' || i FROM unnest($2::int[]) i",
		[poll, labelled],
	);
}

const setState = (poll: string, state: string) =>
	app.query('UPDATE poll SET state = $2 WHERE id = $1', [poll, state]);

async function makePoll(stage: Stage): Promise<string> {
	const poll = await makeDraft(stage);
	await addQuestion(poll);
	await addOptions(poll, [1, 2]);
	if (stage !== 'draft') await setState(poll, 'published');
	if (stage === 'archived') await setState(poll, 'archived');
	return poll;
}

const EDITS: [what: string, statement: string][] = [
	['the question', "UPDATE poll_text SET question = 'Khác?' WHERE poll_id = $1"],
	['the introduction', "UPDATE poll_text SET intro = 'Khác.' WHERE poll_id = $1"],
	['a translation', "INSERT INTO poll_text (poll_id, lang, question) VALUES ($1, 'en', 'Yes or no?')"],
	['a label', "UPDATE poll_option_text SET label = 'Khác' WHERE poll_id = $1 AND option_id = 1"],
	["a label's removal", 'DELETE FROM poll_option_text WHERE poll_id = $1 AND option_id = 1'],
	['a new option', 'INSERT INTO poll_option (poll_id, id, position) VALUES ($1, 3, 3)'],
	["an option's removal", 'DELETE FROM poll_option WHERE poll_id = $1 AND id = 2'],
	['the order of options', 'UPDATE poll_option SET position = 9 WHERE poll_id = $1 AND id = 1'],
	['the level', "UPDATE poll SET level = 'citizens' WHERE id = $1"],
	['the kind', "UPDATE poll SET kind = 'multiple' WHERE id = $1"],
	['the number of choices', "UPDATE poll SET kind = 'multiple', max_choices = 2 WHERE id = $1"],
	['the number of changes', 'UPDATE poll SET max_changes = 0 WHERE id = $1'],
	['the result policy', "UPDATE poll SET result_policy = 'after-close' WHERE id = $1"],
	['the opening time', "UPDATE poll SET opens_at = opens_at - interval '1 minute' WHERE id = $1"],
	['the address', "UPDATE poll SET slug = slug || '-khac' WHERE id = $1"],
	['the original language', "UPDATE poll SET original_lang = 'en' WHERE id = $1"],
	['the way the options are ordered', 'UPDATE poll SET ordered = NOT ordered WHERE id = $1'],
];

for (const stage of ['open', 'closed', 'archived'] as const) {
	test.each(EDITS)(`${stage}: %s is frozen`, async (_, statement) => {
		await expect(app.query(statement, [await makePoll(stage)])).rejects.toThrow(FROZEN);
	});
}

for (const stage of ['draft', 'scheduled'] as const) {
	test.each(EDITS)(`${stage}: %s can be edited`, async (_, statement) => {
		const { rowCount } = await app.query(statement, [await makePoll(stage)]);
		expect(rowCount).toBe(1);
	});
}

const moveClosing = (poll: string, by: string) =>
	app.query('UPDATE poll SET closes_at = closes_at + $2::interval WHERE id = $1', [poll, by]);

test('an open poll may be extended, and closed early', async () => {
	const poll = await makePoll('open');
	await moveClosing(poll, '1 day');
	await app.query('UPDATE poll SET closes_at = clock_timestamp() WHERE id = $1', [poll]);
	await expect(moveClosing(poll, '1 day')).rejects.toThrow('a closed poll stays closed');
});

test('a closed poll is not opened again', async () => {
	await expect(moveClosing(await makePoll('closed'), '2 hours')).rejects.toThrow(
		'a closed poll stays closed',
	);
});

test.each(['draft', 'scheduled', 'open'] as const)(
	'%s: not archived, since it has not closed',
	async (stage) => {
		await expect(setState(await makePoll(stage), 'archived')).rejects.toThrow(
			'only a closed poll is archived',
		);
	},
);

test('an archived poll is not opened again', async () => {
	const poll = await makePoll('closed');
	await setState(poll, 'archived');
	await expect(setState(poll, 'published')).rejects.toThrow('an archived poll stays archived');
	await expect(moveClosing(poll, '1 day')).rejects.toThrow('a closed poll stays closed');
});

test('a poll that has opened is no draft any more, and is not deleted', async () => {
	const poll = await makePoll('open');
	await expect(setState(poll, 'draft')).rejects.toThrow(FROZEN);
	await expect(app.query('DELETE FROM poll WHERE id = $1', [poll])).rejects.toThrow(
		'only a draft can be deleted',
	);
});

test('a scheduled poll may be taken back, edited and deleted', async () => {
	const poll = await makePoll('scheduled');
	await setState(poll, 'draft');
	const { rowCount } = await app.query('DELETE FROM poll WHERE id = $1', [poll]);
	expect(rowCount).toBe(1);
});

test.each<[what: string, make: () => Promise<string>]>([
	[
		'without a question',
		async () => {
			const poll = await makeDraft('scheduled');
			await addOptions(poll, [1, 2]);
			return poll;
		},
	],
	[
		'whose question stands in another language only',
		async () => {
			const poll = await makeDraft('scheduled');
			await addQuestion(poll, 'en');
			await addOptions(poll, [1, 2]);
			return poll;
		},
	],
	['with one option', () => makeWith([1])],
	['with an option that has no label', () => makeWith([1, 2], { labelled: [1] })],
	['that asks for more choices than it offers', () => makeWith([1, 2], { kind: 'multiple', maxChoices: 3 })],
	['that rates from 1 to 5 without a 3', () => makeWith([1, 2, 4, 5], { kind: 'rating-5' })],
])('a poll %s cannot be published', async (_, make) => {
	await expect(setState(await make(), 'published')).rejects.toThrow('the poll is not complete');
});

async function makeWith(
	ids: number[],
	{ labelled, ...rules }: { labelled?: number[]; kind?: string; maxChoices?: number } = {},
): Promise<string> {
	const poll = await makeDraft('scheduled', rules);
	await addQuestion(poll);
	await addOptions(poll, ids, { labelled });
	return poll;
}
