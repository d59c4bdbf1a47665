/**
 * The people of the sample town. Citizens are rows of the roll until they first sign in; staff are persons with roles,
 * recognised by their number. Residents have voted already and can't sign in, so that a visitor's vote is always new.
 */
import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { Digests } from '../../src/lib/people/server/identifiers.ts';
import { COMMUNES, PROVINCE } from './areas.ts';
import { CITIZENS, STAFF } from './people.ts';

const LANGUAGES = ['vi', 'en'] as const;

export interface Inserted {
	/** Ids of verified persons. */
	residents: string[];
	/** Ids of the citizens' rows of the roll, of cd-0001 and so on. */
	citizens: string[];
	/** Ids of persons by login. */
	staff: Map<string, string>;
}

export async function insertPeople(db: pg.Client, identityKey: Buffer, residents: number): Promise<Inserted> {
	await insertAreas(db);
	const digests = new Digests(identityKey);
	const citizens = await insertRoll(
		db,
		CITIZENS.map(({ documentNumber, oldDocumentNumber: old, birthDate, areaCode }) => ({
			document: digests.document(documentNumber).digest,
			old: old === undefined ? null : digests.document(old).digest,
			check: digests.rollCheck(documentNumber, birthDate),
			oldCheck: old === undefined ? null : digests.rollCheck(old, birthDate),
			birth: digests.birth(digests.document(documentNumber).digest, birthDate),
			areaCode,
			birthYear: Number(birthDate.slice(0, 4)),
		})),
	);
	const staff = new Map<string, string>();
	for (const { login, name, documentNumber, roles } of STAFF) {
		const { rows } = await db.query<{ id: string }>(
			'INSERT INTO person (display_name) VALUES ($1) RETURNING id',
			[name],
		);
		staff.set(login, rows[0]!.id);
		const { kind, digest } = digests.document(documentNumber);
		await db.query('INSERT INTO identifier (kind, digest, person_id) VALUES ($1, $2, $3)', [
			kind,
			digest,
			rows[0]!.id,
		]);
		await db.query('INSERT INTO role_grant (person_id, role) SELECT $1, unnest($2::text[])', [
			rows[0]!.id,
			roles,
		]);
	}
	return { residents: await insertResidents(db, residents), citizens, staff };
}

async function insertAreas(db: pg.Client) {
	for (const { code, name, parent } of [
		{ ...PROVINCE, parent: null },
		...COMMUNES.map((commune) => ({ ...commune, parent: PROVINCE.code })),
	]) {
		await db.query('INSERT INTO area (code, parent_code) VALUES ($1, $2)', [code, parent]);
		for (const lang of LANGUAGES) {
			await db.query('INSERT INTO area_text (area_code, lang, name) VALUES ($1, $2, $3)', [
				code,
				lang,
				name[lang],
			]);
		}
	}
}

interface RollRow {
	document: Buffer;
	old: Buffer | null;
	check: Buffer;
	oldCheck: Buffer | null;
	birth: Buffer;
	areaCode: string;
	birthYear: number;
}

async function insertRoll(db: pg.Client, rows: RollRow[]): Promise<string[]> {
	const inserted = await db.query<{ id: string }>(
		`INSERT INTO roll_entry (document_digest, old_document_digest, check_digest, old_check_digest, birth_digest, area_code, birth_year)
		SELECT * FROM unnest($1::bytea[], $2::bytea[], $3::bytea[], $4::bytea[], $5::bytea[], $6::text[], $7::smallint[]) RETURNING id`,
		[
			rows.map(({ document }) => document),
			rows.map(({ old }) => old),
			rows.map(({ check }) => check),
			rows.map(({ oldCheck }) => oldCheck),
			rows.map(({ birth }) => birth),
			rows.map(({ areaCode }) => areaCode),
			rows.map(({ birthYear }) => birthYear),
		],
	);
	return inserted.rows.map(({ id }) => id);
}

/** Like the citizens in where they live and how old they are; their numbers are nobody's. */
async function insertResidents(db: pg.Client, count: number): Promise<string[]> {
	const entries = await insertRoll(
		db,
		Array.from({ length: count }, (_, i) => {
			const { areaCode, birthDate } = CITIZENS[i % CITIZENS.length]!;
			return {
				document: randomBytes(32),
				old: null,
				check: randomBytes(32),
				oldCheck: null,
				birth: randomBytes(32),
				areaCode,
				birthYear: Number(birthDate.slice(0, 4)),
			};
		}),
	);
	const { rows } = await db.query<{ id: string }>(
		`WITH entry AS (SELECT id, area_code, birth_year, gen_random_uuid() AS person_id FROM roll_entry WHERE id = ANY ($1)),
		made AS (INSERT INTO person (id, area_code, birth_year, verified_at)
			SELECT person_id, area_code, birth_year, now() - interval '60 days' FROM entry RETURNING id)
		SELECT id FROM made`,
		[entries],
	);
	await db.query(
		`UPDATE roll_entry r SET person_id = p.id
		FROM (SELECT id, row_number() OVER (PARTITION BY area_code, birth_year ORDER BY id) AS n, area_code, birth_year FROM person WHERE id = ANY ($1)) p,
			(SELECT id, row_number() OVER (PARTITION BY area_code, birth_year ORDER BY id) AS n, area_code, birth_year FROM roll_entry WHERE id = ANY ($2)) e
		WHERE e.id = r.id AND (e.n, e.area_code, e.birth_year) = (p.n, p.area_code, p.birth_year)`,
		[rows.map(({ id }) => id), entries],
	);
	return rows.map(({ id }) => id);
}
