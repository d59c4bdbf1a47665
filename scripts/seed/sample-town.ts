/**
 * Fills an empty, migrated database with the sample town: topics, polls and the answers of its sample citizens.
 * Everything happens in one transaction, so the town is either there or not; a second call finds it and does nothing.
 */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { voterKey } from '../../src/lib/ballots/server/voter-key.ts';
import { seal } from '../../src/lib/server/seal.ts';
import { insertPeople } from './insert-people.ts';
import { POLLS, type SamplePoll } from './polls.ts';
import { TOPICS } from './topics.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const VIETNAM = 7 * HOUR; // ahead of UTC, the whole year round
const LANGUAGES = ['vi', 'en'] as const;

interface SeedOptions {
	ownerUrl: string;
	appUrl: string;
	secrets: { KEY_ENCRYPTION_KEY: string; APP_SECRET: string; IDENTITY_KEY: string };
	say?: (line: string) => void;
}

type Random = () => number;
type VoterClass = 'verified' | 'unverified';

/** @throws when the database is not migrated or cannot be reached; nothing of the town stays then. */
export async function seedSampleTown({ ownerUrl, secrets, say = () => {} }: SeedOptions): Promise<void> {
	const db = new pg.Client({ connectionString: ownerUrl });
	await db.connect();
	try {
		await db.query('BEGIN');
		const topicIds = await insertTopics(db);
		if (topicIds) {
			const residents = await insertPeople(
				db,
				Buffer.from(secrets.IDENTITY_KEY, 'base64url'),
				Math.max(...POLLS.map(({ ballots }) => ballots.verified)),
			);
			say(`seeded the roll and the staff`);
			const wrappingKey = Buffer.from(secrets.KEY_ENCRYPTION_KEY, 'base64url');
			await insertPolls(db, { topicIds, residents, wrappingKey, say });
			say(`the sample town has ${TOPICS.length} topics and ${POLLS.length} polls`);
		}
		await db.query('COMMIT');
	} catch (error) {
		await db.query('ROLLBACK').catch(() => {}); // a lost connection rolls back by itself
		throw error;
	} finally {
		await db.end();
	}
}

/** The topics' ids by slug, or nothing when the town is there already. A seed running in parallel is waited for. */
async function insertTopics(db: pg.Client): Promise<Map<string, string> | undefined> {
	const ids = new Map<string, string>();
	for (const topic of TOPICS) {
		const { rows } = await db.query<{ id: string }>(
			`INSERT INTO topic (slug, published_at) VALUES ($1, now() - make_interval(days => $2))
			ON CONFLICT (slug) DO NOTHING RETURNING id`,
			[topic.slug, topic.publishedDaysAgo],
		);
		const id = rows[0]?.id;
		if (!id) {
			if (ids.size === 0) return undefined;
			throw new Error(`the database already has a topic "${topic.slug}" that is not the sample town's`);
		}
		ids.set(topic.slug, id);
		for (const lang of LANGUAGES) {
			await db.query(
				'INSERT INTO topic_text (topic_id, lang, title, summary, body) VALUES ($1, $2, $3, $4, $5)',
				[id, lang, topic.title[lang], topic.summary[lang], topic.body[lang].join('\n\n')],
			);
		}
	}
	return ids;
}

interface Town {
	topicIds: Map<string, string>;
	/** Verified persons who may have voted. */
	residents: string[];
	/** Of the polls' keys. */
	wrappingKey: Buffer;
	say: (line: string) => void;
}

async function insertPolls(db: pg.Client, { topicIds, residents, wrappingKey, say }: Town) {
	const { rows } = await db.query<{ now: Date }>('SELECT clock_timestamp() AS now');
	const now = rows[0]!.now.getTime();
	for (const [index, poll] of POLLS.entries()) {
		const random = seededRandom(index + 1);
		const opensAt = vietnamTime(now, poll.opensInDays, 8);
		const closesAt = vietnamTime(now, poll.closesInDays, 17);
		const isClosed = closesAt <= now;

		const id = await insertPoll(
			db,
			poll,
			topicIds.get(poll.topic)!,
			opensAt,
			isClosed ? now + DAY : closesAt,
		);
		const pollKey = randomBytes(32);
		// The application deletes it in time, as it does with every poll that closed long ago.
		await db.query('INSERT INTO poll_key (poll_id, wrapped) VALUES ($1, $2)', [
			id,
			seal(pollKey, wrappingKey, id),
		]);
		for (const voterClass of ['verified', 'unverified'] as const) {
			const count = poll.ballots[voterClass];
			if (count === 0) continue;
			const keys =
				voterClass === 'verified'
					? residents.slice(0, count).map((person) => voterKey(pollKey, { class: voterClass, id: person }))
					: Array.from({ length: count }, () => randomBytes(32)); // no device has them
			await insertVotes(db, { pollId: id, poll, voterClass, keys, random });
			await spreadTurnout(db, id, voterClass, count, opensAt, Math.min(closesAt, now), random);
		}
		if (isClosed) await db.query('UPDATE poll SET closes_at = $2 WHERE id = $1', [id, new Date(closesAt)]);
		say(`seeded the poll ${poll.slug}`);
	}
}

/** A poll's parts are frozen once it is open, so it begins as a draft. */
async function insertPoll(
	db: pg.Client,
	poll: SamplePoll,
	topicId: string,
	opensAt: number,
	closesAt: number,
): Promise<string> {
	const { rows } = await db.query<{ id: string }>(
		`INSERT INTO poll (slug, topic_id, level, kind, opens_at, closes_at, min_choices, max_choices, ordered, result_policy)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id`,
		[
			poll.slug,
			topicId,
			poll.level,
			poll.kind,
			new Date(opensAt),
			new Date(closesAt),
			poll.minChoices ?? 1,
			poll.maxChoices ?? 1,
			poll.kind.startsWith('rating'),
			poll.resultPolicy,
		],
	);
	const id = rows[0]!.id;
	for (const lang of LANGUAGES) {
		await db.query('INSERT INTO poll_text (poll_id, lang, question, intro) VALUES ($1, $2, $3, $4)', [
			id,
			lang,
			poll.question[lang],
			poll.intro[lang],
		]);
	}
	await db.query(
		`INSERT INTO poll_option (poll_id, id, position, is_other)
		SELECT $1, o.id, o.id, o.is_other FROM unnest($2::smallint[], $3::boolean[]) AS o (id, is_other)`,
		[id, optionIds(poll), poll.options.map((option) => option.isOther ?? false)],
	);
	for (const lang of LANGUAGES) {
		await db.query(
			`INSERT INTO poll_option_text (poll_id, option_id, lang, label)
			SELECT $1, o.id, $2, o.label FROM unnest($3::smallint[], $4::text[]) AS o (id, label)`,
			[id, lang, optionIds(poll), poll.options.map((option) => option[lang])],
		);
	}
	await db.query(`UPDATE poll SET state = 'published' WHERE id = $1`, [id]);
	return id;
}

interface Answering {
	pollId: string;
	poll: SamplePoll;
	voterClass: VoterClass;
	/** One a ballot. */
	keys: Buffer[];
	random: Random;
}

async function insertVotes(db: pg.Client, { pollId, poll, voterClass, keys, random }: Answering) {
	// The two classes answer a little differently, as they would.
	const weights = poll.options.map((option) => option.weight * (0.8 + 0.4 * random()));
	const ids = optionIds(poll);
	const choices = keys.map(() => {
		const { minChoices: min = 1, maxChoices: max = 1 } = poll;
		const picked = pick(weights, min + Math.floor(random() * (max - min + 1)), random);
		return `{${picked.map((index) => ids[index]).join(',')}}`;
	});
	await db.query(
		`INSERT INTO vote (poll_id, voter_key, voter_class, choices)
		SELECT $1, v.key, $2, v.choices::smallint[] FROM unnest($3::bytea[], $4::text[]) AS v (key, choices)`,
		[pollId, voterClass, keys, choices],
	);
}

/** The database has counted all answers in the present hour; this gives them the hours at which people would answer. */
async function spreadTurnout(
	db: pg.Client,
	pollId: string,
	voterClass: VoterClass,
	count: number,
	from: number,
	to: number,
	random: Random,
) {
	const hours: number[] = [];
	for (let hour = from - (from % HOUR); hour < to; hour += HOUR) hours.push(hour);
	const weights = hours.map((hour) => {
		const partOfHour = Math.min(1, (to - hour) / HOUR);
		const interest = 0.25 + Math.exp(-(hour - from) / (3 * DAY)); // most people hear of a poll in its first days
		return partOfHour * interest * dayRhythm(new Date(hour + VIETNAM).getUTCHours()) * (0.7 + 0.6 * random());
	});
	const ballots = new Map<number, number>();
	for (let i = 0; i < count; i++) {
		const hour = hours[pickOne(weights, random)]!;
		ballots.set(hour, (ballots.get(hour) ?? 0) + 1);
	}
	await db.query('DELETE FROM turnout_by_hour WHERE poll_id = $1 AND voter_class = $2', [pollId, voterClass]);
	await db.query(
		`INSERT INTO turnout_by_hour (poll_id, voter_class, hour, slot, ballots)
		SELECT $1, $2, h.hour, 0, h.ballots FROM unnest($3::timestamptz[], $4::bigint[]) AS h (hour, ballots)`,
		[pollId, voterClass, [...ballots.keys()].map((hour) => new Date(hour)), [...ballots.values()]],
	);
}

function dayRhythm(hour: number): number {
	if (hour < 5) return 0.08;
	if (hour < 7) return 0.5;
	if (hour < 9) return 1.9;
	if (hour === 12) return 1.7;
	if (hour < 20) return 0.9;
	return hour < 22 ? 2.1 : 0.6;
}

/** In a rating the id is the value: 1 to 5, or 0 to 10. */
function optionIds(poll: SamplePoll): number[] {
	return poll.options.map((_, index) => (poll.kind === 'rating-10' ? index : index + 1));
}

function vietnamTime(now: number, days: number, hour: number): number {
	const today = Math.floor((now + VIETNAM) / DAY) * DAY - VIETNAM;
	return today + days * DAY + hour * HOUR;
}

/** `count` different indexes, ascending. */
function pick(weights: number[], count: number, random: Random): number[] {
	const left = [...weights];
	const picked: number[] = [];
	while (picked.length < count) {
		const index = pickOne(left, random);
		picked.push(index);
		left[index] = 0;
	}
	return picked.sort((a, b) => a - b);
}

function pickOne(weights: number[], random: Random): number {
	let rest = random() * weights.reduce((sum, weight) => sum + weight, 0);
	const index = weights.findIndex((weight) => (rest -= weight) < 0);
	return index >= 0 ? index : weights.findLastIndex((weight) => weight > 0);
}

/** Mulberry32: the same town everywhere. */
function seededRandom(seed: number): Random {
	let state = seed * 0x9e3779b9;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), state | 1);
		t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
	};
}
