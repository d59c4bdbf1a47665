/**
 * The first half of an import: the file is read, each line becomes digests in a staging table, and what it would do to
 * the roll is counted. No number outlives the line that it stands in. The second half is apply-roll.ts.
 */
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { sql } from 'kysely';
import type { Actor } from '../../actor';
import { can, type Scope } from '../../can';
import { findColumns, type Columns } from '../../columns';
import { decodeFile } from '../../roll-file';
import { readLine, type LineFault, type RollLine } from '../../roll-line';
import type { Db } from '../../../server/db/client';
import { ok, refuse, type Result } from '../../../shared/result';
import { digests } from '../identifiers';
import { readScope } from '../scope';
import { listAreaNames } from './area-names';
import { previewRoll } from './preview-roll';

/** Bytes of a file: some 700,000 lines. */
export const LARGEST_ROLL = 32 * 1024 * 1024;
/** Lines a statement: enough that the database is not what one waits for, few enough that votes pass in between. */
const BATCH = 1_000;
const CHUNK = 64 * 1024;

/** Who imports: somebody who is signed in, or whoever has the command line. */
export type Importer = Actor | 'command';

/** @returns the areas whose lines somebody may import */
export async function importScope(db: Db, by: Importer): Promise<Result<Scope, 'not-allowed'>> {
	if (by === 'command') return ok(null);
	if (can(by, 'roll.import', { now: new Date() }) !== 'yes') return refuse('not-allowed');
	return ok(await readScope(db, by, 'roll.import'));
}

/** @returns the import's id, to be staged */
export async function openImport(
	db: Db,
	by: Importer,
	bytes: number,
): Promise<Result<string, 'not-allowed'>> {
	const scope = await importScope(db, by);
	if (!scope.ok) return scope;
	const { id } = await db
		.insertInto('rollImport')
		.values({ madeBy: by === 'command' ? null : by.personId, bytes, areas: scope.value && [...scope.value] })
		.returning('id')
		.executeTakeFirstOrThrow();
	return ok(id);
}

/** What the import comes to is told by its row: `ready`, or `refused` with what is wrong. */
export async function stageRoll(
	db: Db,
	importId: string,
	file: Uint8Array,
	onProgress: (part: number, lines: number) => void = () => {},
): Promise<void> {
	try {
		const problem = await stage(db, importId, file, onProgress);
		if (problem) await refuseFile(db, importId, problem);
		else await previewRoll(db, importId);
	} catch (error) {
		await refuseFile(db, importId, 'interrupted').catch(() => {});
		throw error;
	}
}

async function refuseFile(db: Db, importId: string, problem: string): Promise<void> {
	await db.updateTable('rollImport').set({ state: 'refused', problem }).where('id', '=', importId).execute();
}

interface Staged extends RollLine {
	line: number;
}

/** @returns what is wrong with the file as a whole */
async function stage(
	db: Db,
	importId: string,
	file: Uint8Array,
	onProgress: (part: number, lines: number) => void,
): Promise<string | undefined> {
	const decoded = decodeFile(file);
	if (typeof decoded === 'string') return decoded;
	const { areas: scope } = await db
		.selectFrom('rollImport')
		.select('areas')
		.where('id', '=', importId)
		.executeTakeFirstOrThrow();
	const reader = { areas: await listAreaNames(db), scope, today: new Date() };
	const parser = Readable.from(chunksOf(decoded.text)).pipe(
		parse({
			delimiter: decoded.separator,
			info: true,
			relax_column_count: true,
			skip_empty_lines: true,
			skip_records_with_empty_values: true,
			trim: true,
		}),
	);
	let columns: Columns | undefined;
	let staged: Staged[] = [];
	let faults: { line: number; reason: LineFault }[] = [];
	let lines = 0;
	const write = async (bytesRead: number) => {
		await insertStaged(db, importId, staged);
		await insertFaults(db, importId, faults);
		await db
			.updateTable('rollImport')
			.set({ lines, bytesRead, touchedAt: sql`clock_timestamp()` })
			.where('id', '=', importId)
			.execute();
		onProgress(Math.min(1, bytesRead / file.length), lines);
		staged = [];
		faults = [];
	};
	try {
		for await (const { record, info } of parser as AsyncIterable<{
			record: string[];
			info: { lines: number; bytes: number };
		}>) {
			if (!columns) {
				const found = findColumns(record, ['number', 'birth', 'area'], ['old-number']);
				if (typeof found === 'string') return found;
				columns = found;
				continue;
			}
			lines++;
			const read = readLine(record, columns, reader);
			if (typeof read === 'string') faults.push({ line: info.lines, reason: read });
			else staged.push({ ...read, line: info.lines });
			if (staged.length + faults.length >= BATCH) await write(info.bytes);
		}
	} catch (error) {
		if (!(error instanceof CsvError)) throw error;
		return `quotes:${Number(error.lines ?? 0)}`;
	}
	await write(file.length);
	return lines === 0 ? 'empty' : undefined;
}

function* chunksOf(text: string): Generator<string> {
	for (let at = 0; at < text.length; at += CHUNK) yield text.slice(at, at + CHUNK);
}

async function insertStaged(db: Db, importId: string, lines: readonly Staged[]): Promise<void> {
	if (lines.length === 0) return;
	const keyed = digests();
	const rows = lines.map(({ number, oldNumber, birthDate }) => {
		const document = keyed.document(number).digest;
		return {
			document,
			old: oldNumber === undefined ? null : keyed.document(oldNumber).digest,
			check: keyed.rollCheck(number, birthDate),
			oldCheck: oldNumber === undefined ? null : keyed.rollCheck(oldNumber, birthDate),
			birth: keyed.birth(document, birthDate),
		};
	});
	await sql`
		INSERT INTO roll_staged (import_id, line, document_digest, old_document_digest, check_digest, old_check_digest,
			birth_digest, area_code, birth_year)
		SELECT ${importId}, * FROM unnest(${lines.map(({ line }) => line)}::int[],
			${rows.map(({ document }) => document)}::bytea[], ${rows.map(({ old }) => old)}::bytea[],
			${rows.map(({ check }) => check)}::bytea[], ${rows.map(({ oldCheck }) => oldCheck)}::bytea[],
			${rows.map(({ birth }) => birth)}::bytea[], ${lines.map(({ areaCode }) => areaCode)}::text[],
			${lines.map(({ birthDate }) => Number(birthDate.slice(0, 4)))}::smallint[])`.execute(db);
}

async function insertFaults(
	db: Db,
	importId: string,
	faults: readonly { line: number; reason: LineFault }[],
): Promise<void> {
	if (faults.length === 0) return;
	await sql`
		INSERT INTO roll_fault (import_id, line, reason)
		SELECT ${importId}, * FROM unnest(${faults.map(({ line }) => line)}::int[],
			${faults.map(({ reason }) => reason)}::text[])`.execute(db);
}
