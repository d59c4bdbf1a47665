/**
 * The second half of an import: all of it, in one transaction, or nothing. Imports follow each other; one that was
 * previewed before another was applied is previewed anew, so that nobody confirms figures that are no longer true.
 */
import { sql } from 'kysely';
import { audit } from '../../../server/audit/append';
import type { Db, Trx } from '../../../server/db/client';
import { ok, refuse, type Result } from '../../../shared/result';
import { DIFFERS, pairs, previewRoll } from './preview-roll';
import { findRollImport } from './reads';
import { importScope, type Importer } from './stage-roll';

export type ApplyRefusal = 'not-allowed' | 'not-ready' | 'overtaken' | 'forgotten';

/** The import's row tells what became of it, for whoever does not wait. */
export async function applyRoll(db: Db, importId: string, by: Importer): Promise<Result<null, ApplyRefusal>> {
	const scope = await importScope(db, by);
	if (!scope.ok) return scope;
	if (!(await findRollImport(db, importId, scope.value))) return refuse('not-ready');
	const say = (row: { state: string; problem?: string }, when: string[]) =>
		db
			.updateTable('rollImport')
			.set({ ...row, touchedAt: sql`clock_timestamp()` })
			.where('id', '=', importId)
			.where('state', 'in', when)
			.execute();
	await say({ state: 'applying', problem: '' }, ['ready']);
	try {
		const applied = await db.transaction().execute((trx) => apply(trx, importId, by));
		if (!applied.ok && applied.reason === 'overtaken') {
			await previewRoll(db, importId);
			await say({ state: 'ready', problem: 'overtaken' }, ['ready']);
		}
		return applied;
	} catch (error) {
		await say({ state: 'ready', problem: 'not-applied' }, ['applying']).catch(() => {});
		throw error;
	}
}

async function apply(trx: Trx, importId: string, by: Importer): Promise<Result<null, ApplyRefusal>> {
	await sql`SELECT pg_advisory_xact_lock(hashtext('hoidan.roll'))`.execute(trx);
	const found = await trx
		.selectFrom('rollImport')
		.select(['lines', 'added', 'changed', 'unchanged', 'missing', 'earlierImports'])
		.where('id', '=', importId)
		.where('state', 'in', ['ready', 'applying'])
		.forUpdate()
		.executeTakeFirst();
	if (!found) return refuse('not-ready');
	const { earlier, staged } = (
		await sql<{ earlier: number; staged: number }>`
			SELECT (SELECT count(*) FROM roll_import WHERE state = 'applied') AS earlier,
				(SELECT count(*) FROM roll_staged WHERE import_id = ${importId}) AS staged`.execute(trx)
	).rows[0]!;
	if (staged !== found.lines) {
		const gone = { state: 'refused', problem: 'forgotten' } as const;
		await trx.updateTable('rollImport').set(gone).where('id', '=', importId).execute();
		return refuse('forgotten');
	}
	if (earlier !== found.earlierImports) return refuse('overtaken');

	await sql`SET LOCAL work_mem = '64MB'`.execute(trx);
	await change(trx, importId);
	await moveKnownPersons(trx, importId);
	await add(trx, importId);
	await trx.deleteFrom('rollStaged').where('importId', '=', importId).execute();
	await trx
		.updateTable('rollImport')
		.set({ state: 'applied', appliedAt: sql`clock_timestamp()` })
		.where('id', '=', importId)
		.execute();
	const { lines, added, changed, unchanged, missing } = found;
	await audit(trx, {
		actorId: by === 'command' ? undefined : by.personId,
		action: 'roll.import',
		subject: `roll-import/${importId}`,
		details: { lines, added, changed, unchanged, missing },
	});
	return ok(null);
}

async function change(trx: Trx, importId: string): Promise<void> {
	await sql`
		WITH pairs AS (${pairs(importId)})
		UPDATE roll_entry r SET
			document_digest = s.document_digest,
			check_digest = s.check_digest,
			birth_digest = s.birth_digest,
			old_document_digest = coalesce(s.old_document_digest, r.old_document_digest),
			-- With another date of birth, what the old number was checked against is no longer true.
			old_check_digest = CASE WHEN s.old_document_digest IS NOT NULL THEN s.old_check_digest
				WHEN r.check_digest = s.check_digest THEN r.old_check_digest END,
			area_code = s.area_code,
			birth_year = s.birth_year
		FROM pairs p JOIN roll_staged s ON s.import_id = ${importId} AND s.line = p.line
		WHERE r.id = p.id AND (${DIFFERS})`.execute(trx);
}

/** Whoever has proved who they are lives where the roll now says. */
async function moveKnownPersons(trx: Trx, importId: string): Promise<void> {
	await sql`
		UPDATE person p SET area_code = r.area_code, birth_year = r.birth_year
		FROM roll_entry r JOIN roll_staged s ON s.import_id = ${importId} AND s.document_digest = r.document_digest
		WHERE p.id = r.person_id AND (p.area_code, p.birth_year) IS DISTINCT FROM (r.area_code, r.birth_year)`.execute(
		trx,
	);
}

async function add(trx: Trx, importId: string): Promise<void> {
	await sql`
		INSERT INTO roll_entry (document_digest, old_document_digest, check_digest, old_check_digest, birth_digest, area_code, birth_year)
		SELECT s.document_digest, s.old_document_digest, s.check_digest, s.old_check_digest, s.birth_digest, s.area_code, s.birth_year
		FROM roll_staged s
		WHERE s.import_id = ${importId} AND NOT EXISTS (SELECT FROM roll_entry r WHERE r.document_digest = s.document_digest)`.execute(
		trx,
	);
}
