/**
 * The database as dashboards see it: for one transaction the connection becomes a role that can read counts and public
 * texts, and nothing about anybody, and that can write nothing. What it reads are views, those of schema `insight`
 * (migration 0042); names mean them here. All that is read in it is of one moment.
 *
 *     const page = await reading(db(), (reader) => readOverview(reader, filters));
 */
import { sql } from 'kysely';
import type { Db, Trx } from './client';

declare const asReader: unique symbol;
export type Reader = Trx & { readonly [asReader]: true };

/** A page that would take longer is refused by the database, since dashboards must not slow down votes. */
const PATIENCE = '5s';

export function reading<T>(db: Db, work: (reader: Reader) => Promise<T>): Promise<T> {
	return db
		.transaction()
		.setIsolationLevel('repeatable read')
		.setAccessMode('read only')
		.execute(async (trx) => {
			await sql`SELECT set_config('role', 'hoidan_insights', true), set_config('search_path', 'insight', true),
				set_config('statement_timeout', ${PATIENCE}, true)`.execute(trx);
			return work(trx as Reader);
		});
}
