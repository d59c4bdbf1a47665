/**
 * Somebody has proved who they are; this finds their one person, or makes it. Every way of being verified ends here.
 * Two proofs of the same person at once are decided by the primary key of `identifier`: the later one waits, sees whose
 * it is, and begins again. A proof that points at two persons is refused and opens a case for staff; nothing is merged.
 */
import { sql } from 'kysely';
import type { Db, Trx } from '../../server/db/client';
import { isUniqueViolation } from '../../server/db/errors';
import { ok, refuse, type Result } from '../../shared/result';
import { KEY_VERSION, type Identifier } from './identifiers';

export type Way = 'eid' | 'roll' | 'letter';

export interface Proof {
	way: Way;
	/** The eID provider's `iss`; empty otherwise. */
	issuer: string;
	identifiers: readonly Identifier[];
	/** The row of the roll that the proof was made for, where there is one. */
	rollEntryId?: string;
	/** The digest of the letter's code that made it. It is used up with this proof, or not at all. */
	letterCode?: Buffer;
	/** As the provider released them; the roll, where it knows the person, says it better. */
	areaCode?: string;
	birthYear?: number;
}

export interface Verified {
	personId: string;
	/** Nobody had proved to be this person before. */
	isNew: boolean;
}

export type VerifyRefusal = 'identity-clash' | 'account-disabled' | 'nothing-proved' | 'letter-used';

/** @param signedInAs a person who adds this way to those that they have */
export async function verifyPerson(
	db: Db,
	proof: Proof,
	signedInAs?: string,
): Promise<Result<Verified, VerifyRefusal>> {
	if (proof.identifiers.length === 0 && proof.rollEntryId === undefined) return refuse('nothing-proved');
	for (let attempt = 1; ; attempt++) {
		try {
			return await db.transaction().execute((trx) => verify(trx, proof, signedInAs));
		} catch (error) {
			if (error instanceof Clash) {
				await openCase(db, proof.way, error.personIds);
				return refuse('identity-clash');
			}
			// Somebody proved to be the same person a moment earlier. Whose it is, is now there to be read.
			if (!(error instanceof Overtaken) || attempt === 5) throw error;
		}
	}
}

class Overtaken extends Error {}

class Clash extends Error {
	constructor(readonly personIds: readonly string[]) {
		super('one proof, two persons');
	}
}

async function verify(
	trx: Trx,
	proof: Proof,
	signedInAs: string | undefined,
): Promise<Result<Verified, VerifyRefusal>> {
	const rollEntries = await lockRollEntries(trx, proof);
	const identifiers = inOrder([...proof.identifiers, ...rollEntries.flatMap(identifiersOf)]);
	const owners = new Set(await listOwners(trx, identifiers));
	for (const { personId } of rollEntries) if (personId) owners.add(personId);
	if (signedInAs) owners.add(signedInAs);
	if (owners.size > 1 || rollEntries.length > 1) throw new Clash([...owners].sort());

	const [found] = owners;
	const entry = rollEntries[0];
	// A provider that gives everybody the same subject would make one person of them; another age gives it away.
	if (found && (await isSomebodyElse(trx, found, proof.birthYear))) throw new Clash([found]);
	if (proof.letterCode && !(await useUp(trx, proof.letterCode))) return refuse('letter-used');
	const known = {
		areaCode: entry?.areaCode ?? proof.areaCode ?? null,
		birthYear: entry?.birthYear ?? proof.birthYear ?? null,
	};
	const personId = found ?? (await insertPerson(trx));
	const { disabled } = await trx
		.updateTable('person')
		.set({
			verifiedAt: sql`coalesce(verified_at, now())`,
			// What only a provider says does not replace what is known already.
			areaCode: entry ? known.areaCode : sql`coalesce(area_code, ${known.areaCode})`,
			birthYear: entry ? known.birthYear : sql`coalesce(birth_year, ${known.birthYear})`,
			deletedAt: null,
		})
		.where('id', '=', personId)
		.returning(sql<boolean>`disabled_at IS NOT NULL`.as('disabled'))
		.executeTakeFirstOrThrow();
	if (disabled) return refuse('account-disabled');

	await bind(trx, personId, identifiers);
	if (entry) {
		await trx.updateTable('rollEntry').set({ personId }).where('id', '=', entry.id).execute();
	}
	await trx
		.insertInto('verification')
		.values({ personId, way: proof.way, issuer: proof.issuer })
		.onConflict((conflict) =>
			conflict.columns(['personId', 'way', 'issuer']).doUpdateSet({ lastAt: sql`now()` }),
		)
		.execute();
	return ok({ personId, isNew: found === undefined });
}

/** The key of `letter_use` decides between two who come with one code. */
async function useUp(trx: Trx, codeDigest: Buffer): Promise<boolean> {
	const used = await trx
		.insertInto('letterUse')
		.values({ codeDigest })
		.onConflict((conflict) => conflict.doNothing())
		.returning('codeDigest')
		.executeTakeFirst();
	return used !== undefined;
}

async function isSomebodyElse(trx: Trx, personId: string, birthYear: number | undefined): Promise<boolean> {
	if (birthYear === undefined) return false;
	const known = await trx
		.selectFrom('person')
		.select('birthYear')
		.where('id', '=', personId)
		.executeTakeFirstOrThrow();
	return known.birthYear !== null && known.birthYear !== birthYear;
}

interface RollEntry {
	id: string;
	documentDigest: Buffer;
	oldDocumentDigest: Buffer | null;
	areaCode: string;
	birthYear: number;
	personId: string | null;
}

/** The rows of the roll that the proof speaks of; normally none or one. Locked, so that two proofs take turns. */
function lockRollEntries(trx: Trx, { identifiers, rollEntryId }: Proof): Promise<RollEntry[]> {
	const digests = identifiers.filter(({ kind }) => kind !== 'eid').map(({ digest }) => digest);
	return trx
		.selectFrom('rollEntry')
		.select(['id', 'documentDigest', 'oldDocumentDigest', 'areaCode', 'birthYear', 'personId'])
		.where((eb) =>
			eb.or([
				eb('documentDigest', '=', sql<Buffer>`ANY(${digests}::bytea[])`),
				eb('oldDocumentDigest', '=', sql<Buffer>`ANY(${digests}::bytea[])`),
				eb('id', '=', rollEntryId ?? null),
			]),
		)
		.orderBy('id')
		.forUpdate()
		.execute();
}

/** The roll knows old and new number of a person, so that whoever comes with either is the same. */
function identifiersOf({ documentDigest, oldDocumentDigest }: RollEntry): Identifier[] {
	const document = { kind: 'document', issuer: '', digest: documentDigest } as const;
	if (!oldDocumentDigest) return [document];
	return [document, { kind: 'document-old', issuer: '', digest: oldDocumentDigest }];
}

/** Each once, and in one order for everybody, so that two transactions never wait for each other in a circle. */
function inOrder(identifiers: Identifier[]): Identifier[] {
	const named = new Map(
		identifiers.map((each) => [`${each.kind}|${each.issuer}|${each.digest.toString('hex')}`, each]),
	);
	return [...named].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, identifier]) => identifier);
}

async function listOwners(trx: Trx, identifiers: readonly Identifier[]): Promise<string[]> {
	const { rows } = await sql<{ personId: string }>`
		SELECT DISTINCT i.person_id
		FROM identifier i
		JOIN unnest(${identifiers.map(({ kind }) => kind)}::text[], ${identifiers.map(({ issuer }) => issuer)}::text[],
			${identifiers.map(({ digest }) => digest)}::bytea[]) AS asked (kind, issuer, digest)
			USING (kind, issuer, digest)
		WHERE i.key_version = ${KEY_VERSION}`.execute(trx);
	return rows.map(({ personId }) => personId);
}

async function insertPerson(trx: Trx): Promise<string> {
	const { id } = await trx.insertInto('person').defaultValues().returning('id').executeTakeFirstOrThrow();
	return id;
}

async function bind(trx: Trx, personId: string, identifiers: readonly Identifier[]): Promise<void> {
	if (identifiers.length === 0) return;
	try {
		await trx
			.insertInto('identifier')
			.values(identifiers.map((identifier) => ({ ...identifier, keyVersion: KEY_VERSION, personId })))
			.onConflict((conflict) => conflict.columns(['kind', 'issuer', 'keyVersion', 'digest']).doNothing())
			.execute();
	} catch (error) {
		// The person has another number of this kind already.
		if (isUniqueViolation(error)) throw new Clash([personId]);
		throw error;
	}
	const owners = await listOwners(trx, identifiers);
	if (owners.some((owner) => owner !== personId)) throw new Overtaken();
}

async function openCase(db: Db, way: Way, personIds: readonly string[]): Promise<void> {
	await db
		.insertInto('identityCase')
		.values({ way, personIds: [...personIds] })
		.onConflict((conflict) =>
			conflict.columns(['way', 'personIds']).where('closedAt', 'is', null).doNothing(),
		)
		.execute();
}
