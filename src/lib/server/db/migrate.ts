/**
 * Brings a database to the newest schema, as its owner, and lets the application's user in.
 * Run by `npm run migrate`, the demo and the tests; the running application has no right to do any of this.
 */
import { promises as fs } from 'node:fs';
import path from 'node:path';
import { CamelCasePlugin, FileMigrationProvider, Kysely, Migrator, PostgresDialect, sql } from 'kysely';
import pg from 'pg';

const MIGRATIONS = path.resolve(import.meta.dirname, '../../../../migrations');

export interface MigrateOptions {
	ownerUrl: string;
	/** The user that the application signs in with; made, or given this password, and put into the group hoidan_app. */
	app?: { user: string; password: string };
	say?: (line: string) => void;
}

/** @throws when a migration fails (nothing of it stays) or when the owner may not create roles. */
export async function migrate({ ownerUrl, app, say = () => {} }: MigrateOptions): Promise<void> {
	await asOwner(ownerUrl, async (db) => {
		const migrator = new Migrator({
			db,
			provider: new FileMigrationProvider({ fs, path, migrationFolder: MIGRATIONS }),
		});
		const { error, results = [] } = await migrator.migrateToLatest();
		for (const { migrationName, status } of results) {
			if (status === 'Success') say(`migrated ${migrationName}`);
		}
		if (error) throw error;
		if (app) await letIn(db, app);
	});
}

/** Removes everything that migrations made, so that the next `migrate` starts on an empty database. */
export async function resetDatabase(ownerUrl: string): Promise<void> {
	await asOwner(ownerUrl, async (db) => {
		await sql`DROP SCHEMA IF EXISTS insight CASCADE`.execute(db);
		await sql`DROP SCHEMA public CASCADE`.execute(db);
		await sql`CREATE SCHEMA public`.execute(db);
	});
}

async function letIn(db: Kysely<unknown>, { user, password }: { user: string; password: string }) {
	const exists = await sql`SELECT FROM pg_roles WHERE rolname = ${user}`.execute(db);
	const verb = sql.raw(exists.rows.length > 0 ? 'ALTER' : 'CREATE');
	// Statements about roles take no parameters; sql.lit and sql.id quote.
	await sql`${verb} ROLE ${sql.id(user)} LOGIN PASSWORD ${sql.lit(password)}`.execute(db);
	await sql`GRANT hoidan_app TO ${sql.id(user)}`.execute(db);
}

async function asOwner(ownerUrl: string, work: (db: Kysely<unknown>) => Promise<void>) {
	const pool = new pg.Pool({ connectionString: ownerUrl, max: 2 });
	pool.on('error', () => {}); // a dropped idle connection shows at the next query
	const db = new Kysely<unknown>({
		dialect: new PostgresDialect({ pool }),
		plugins: [new CamelCasePlugin()],
	});
	try {
		await work(db);
	} finally {
		await db.destroy();
	}
}
