/**
 * Fills an empty, migrated database with the sample town: topics, polls, the answers of its sample citizens and what they say.
 * Everything happens in one transaction, so the town is either there or not; a second call finds it and does nothing.
 */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { voterKey } from '../../src/lib/ballots/server/voter-key.ts';
import { seal } from '../../src/lib/server/seal.ts';
import { insertComments } from './comments/insert-comments.ts';
import { insertPeople } from './insert-people.ts';
import { pick, seededRandom, type Random } from './random.ts';
import { POLLS, type SamplePoll } from './polls.ts';
import { tellShares } from './share-points.ts';
import { tellStrata } from './strata.ts';
import { DiskStore } from '../../src/lib/server/files/disk-store.ts';
import { givePictures } from './pictures.ts';
import { spreadTurnout } from './turnout.ts';
import { TOPICS } from './topics.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const VIETNAM = 7 * HOUR; // ahead of UTC, the whole year round
const LANGUAGES = ['vi', 'en'] as const;

interface SeedOptions {
	ownerUrl: string;
	appUrl: string;
	secrets: { KEY_ENCRYPTION_KEY: string; APP_SECRET: string; IDENTITY_KEY: string };
	/** Where pictures lie; without it the topics have none. */
	pictureFolder?: string;
	say?: (line: string) => void;
}

type VoterClass = 'verified' | 'unverified';

/** @throws when the database is not migrated or cannot be reached; nothing of the town stays then. */
export async function seedSampleTown({
	ownerUrl,
	secrets,
	pictureFolder,
	say = () => {},
}: SeedOptions): Promise<void> {
	const db = new pg.Client({ connectionString: ownerUrl });
	await db.connect();
	try {
		await db.query('BEGIN');
		const topicIds = await insertTopics(db);
		if (topicIds) {
			const { residents, citizens, staff } = await insertPeople(
				db,
				Buffer.from(secrets.IDENTITY_KEY, 'base64url'),
				Math.max(...POLLS.map(({ ballots }) => ballots.verified)),
			);
			say(`seeded the roll and the staff`);
			const wrappingKey = Buffer.from(secrets.KEY_ENCRYPTION_KEY, 'base64url');
			await insertPolls(db, { topicIds, residents, wrappingKey, say });
			const said = await insertComments(db, { citizens, staff });
			say(`seeded ${said.comments} comments and ${said.reactions} answers to them`);
			say(`the sample town has ${TOPICS.length} topics and ${POLLS.length} polls`);
		} else if (!(await hasOpenPoll(db))) {
			say('every poll of this town has closed by now; npm run demo -- --reset starts it afresh');
		}
		await db.query('COMMIT');
		if (pictureFolder) {
			const given = await givePictures(db, new DiskStore(pictureFolder));
			if (given > 0) say(`drew ${given} pictures for the topics`);
		}
	} catch (error) {
		await db.query('ROLLBACK').catch(() => {}); // a lost connection rolls back by itself
		throw error;
	} finally {
		await db.end();
	}
}

async function hasOpenPoll(db: pg.Client): Promise<boolean> {
	const { rows } = await db.query(
		`SELECT FROM poll WHERE state = 'published' AND closes_at > clock_timestamp() LIMIT 1`,
	);
	return rows.length > 0;
}

/** The topics' ids by slug, or nothing when the town is there already. A seed running in parallel is waited for. */
async function insertTopics(db: pg.Client): Promise<Map<string, string> | undefined> {
	const ids = new Map<string, string>();
	for (const topic of TOPICS) {
		const { rows } = await db.query<{ id: string }>(
			`INSERT INTO topic (slug, published_at, edited_at, category)
			VALUES ($1, now() - make_interval(days => $2), now() - make_interval(days => $2), $3)
			ON CONFLICT (slug) DO NOTHING RETURNING id`,
			[topic.slug, topic.publishedDaysAgo, topic.category],
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
			if (poll.level === 'citizens') {
				const persons = residents.slice(0, count);
				await tellStrata(db, { pollId: id, opensAt: new Date(opensAt), persons, keys });
			}
			const choices = await insertVotes(db, { pollId: id, poll, voterClass, keys, random });
			const hours = await spreadTurnout(db, id, voterClass, count, opensAt, Math.min(closesAt, now), random);
			await tellShares(db, { pollId: id, voterClass, choices, hours });
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

/** @returns what was chosen, ballot by ballot */
async function insertVotes(
	db: pg.Client,
	{ pollId, poll, voterClass, keys, random }: Answering,
): Promise<number[][]> {
	// The two classes answer a little differently, as they would.
	const weights = poll.options.map((option) => option.weight * (0.8 + 0.4 * random()));
	const ids = optionIds(poll);
	const choices = keys.map(() => {
		const { minChoices: min = 1, maxChoices: max = 1 } = poll;
		const picked = pick(weights, min + Math.floor(random() * (max - min + 1)), random);
		return picked.map((index) => ids[index]!);
	});
	await db.query(
		`INSERT INTO vote (poll_id, voter_key, voter_class, choices)
		SELECT $1, v.key, $2, v.choices::smallint[] FROM unnest($3::bytea[], $4::text[]) AS v (key, choices)`,
		[pollId, voterClass, keys, choices.map((picked) => `{${picked.join(',')}}`)],
	);
	return choices;
}

/** In a rating the id is the value: 1 to 5, or 0 to 10. */
function optionIds(poll: SamplePoll): number[] {
	return poll.options.map((_, index) => (poll.kind === 'rating-10' ? index : index + 1));
}

function vietnamTime(now: number, days: number, hour: number): number {
	const today = Math.floor((now + VIETNAM) / DAY) * DAY - VIETNAM;
	return today + days * DAY + hour * HOUR;
}
