/**
 * `npm run migrate`: brings the database to the newest schema as its owner. If DATABASE_URL names another user, the one
 * that the application signs in with, that user is made (or given this password) and let in.
 */
import { migrate, type MigrateOptions } from '../src/lib/server/db/migrate.ts';
import { explain, Failure } from './support/failure.mjs';

const SETTINGS = {
	MIGRATE_DATABASE_URL: {
		purpose: 'the owner of the database, who may make users (CREATEROLE); only migrations sign in as it',
		example: 'postgres://hoidan_owner:password@127.0.0.1:5432/hoidan',
	},
	DATABASE_URL: {
		purpose: "the application's own user, which is made here and owns no table",
		example: 'postgres://hoidan_web:password@127.0.0.1:5432/hoidan',
	},
};

const ADVICE: Record<string, string> = {
	ECONNREFUSED: 'nobody answers at that address. Is PostgreSQL running, and are host and port right?',
	ENOTFOUND: 'there is no such host.',
	'28P01': 'the user or the password is wrong.',
	'3D000': 'there is no such database. Create it first, with the user in MIGRATE_DATABASE_URL as its owner.',
	'42501': 'its user may not do that. It must own the database and be allowed to make users (CREATEROLE).',
};

/** @throws Failure that names every setting at fault */
function readSettings(given: NodeJS.ProcessEnv): MigrateOptions {
	const owner = parse(given.MIGRATE_DATABASE_URL);
	const app = parse(given.DATABASE_URL);
	const faults = Object.entries({ MIGRATE_DATABASE_URL: owner, DATABASE_URL: app }).flatMap(
		([name, found]) => {
			if (found instanceof URL) return [];
			const { purpose, example } = SETTINGS[name as keyof typeof SETTINGS];
			return [`  ${name} ${found}\n    for: ${purpose}\n    example: ${example}`];
		},
	);
	if (!(owner instanceof URL) || !(app instanceof URL)) {
		throw new Failure(`The database can't be migrated, because of these settings:\n${faults.join('\n')}`);
	}
	if (app.username === owner.username) return { ownerUrl: owner.href };
	const [user, password] = [app.username, app.password].map(decodeURIComponent);
	if (!user || !password) {
		throw new Failure(
			"DATABASE_URL must carry the user and the password that the application's user is to have.",
		);
	}
	return { ownerUrl: owner.href, app: { user, password } };
}

/** The address, or what is wrong with it. */
function parse(text: string | undefined): URL | string {
	if (!text) return 'is missing';
	return /^postgres(ql)?:\/\//.test(text) && URL.canParse(text)
		? new URL(text)
		: 'is no address of a PostgreSQL database';
}

try {
	const options = readSettings(process.env);
	await migrate({ ...options, say: console.log });
	console.log('the database is up to date');
	if (options.app) console.log(`${options.app.user} may sign in as the application`);
} catch (error) {
	const advice = ADVICE[(error as { code?: string }).code ?? ''];
	console.error(advice ? `The database: ${advice} (${(error as Error).message})` : explain(error));
	process.exitCode = 1;
}
