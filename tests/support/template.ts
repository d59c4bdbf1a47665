/** Databases for tests: one is migrated as a template, and each test file or server gets its own copy, in milliseconds. */
import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import { migrate } from '../../src/lib/server/db/migrate.ts';

/** Plain values, since it travels from the set-up to the test processes. */
export interface Template {
	superUrl: string;
	name: string;
	owner: { user: string; password: string };
	app: { user: string; password: string };
}

export interface TestDatabase {
	name: string;
	/** Of whoever owns the tables. */
	ownerUrl: string;
	/** Of the application, which may do only what migrations grant. */
	appUrl: string;
	drop(): Promise<void>;
}

/** @param superUrl of a superuser; the database it names is left alone */
export async function makeTemplate(superUrl: string): Promise<Template> {
	// Users are the whole server's: always the same two, so that runs side by side on one server share them.
	const password = createHash('sha256').update(superUrl).digest('base64url');
	const template = {
		superUrl,
		name: `hoidan_test_${randomBytes(6).toString('hex')}`,
		owner: { user: 'hoidan_test_owner', password },
		app: { user: 'hoidan_test_app', password },
	};
	await asSuper(superUrl, async (client) => {
		const { user } = template.owner;
		await client.query(`
			DO $$ BEGIN
				CREATE ROLE ${user} LOGIN CREATEROLE;
			EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`);
		await client.query(`ALTER ROLE ${user} PASSWORD ${client.escapeLiteral(password)}`);
		await client.query(`CREATE DATABASE ${template.name} OWNER ${user}`);
	});
	await migrate({ ownerUrl: urlOf(template, template.owner, template.name), app: template.app });
	return template;
}

export async function cloneTemplate(template: Template): Promise<TestDatabase> {
	const name = `${template.name}_${randomBytes(6).toString('hex')}`;
	await asSuper(template.superUrl, (client) =>
		client.query(`CREATE DATABASE ${name} TEMPLATE ${template.name} OWNER ${template.owner.user}`),
	);
	return {
		name,
		ownerUrl: urlOf(template, template.owner, name),
		appUrl: urlOf(template, template.app, name),
		drop: () => dropDatabase(template.superUrl, name),
	};
}

/** Removes the template and whatever copies a test left behind. */
export async function dropTemplate({ superUrl, name }: Template) {
	const databases = await asSuper(superUrl, (client) =>
		client.query<{ datname: string }>('SELECT datname FROM pg_database WHERE starts_with(datname, $1)', [
			name,
		]),
	);
	for (const { datname } of databases.rows) await dropDatabase(superUrl, datname);
}

function dropDatabase(superUrl: string, name: string) {
	return asSuper(superUrl, async (client) => {
		await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
	});
}

function urlOf({ superUrl }: Template, { user, password }: Template['owner'], database: string): string {
	const url = new URL(superUrl);
	Object.assign(url, { username: user, password, pathname: `/${database}` });
	return url.href;
}

async function asSuper<T>(superUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
	const client = new pg.Client({ connectionString: superUrl });
	await client.connect();
	try {
		return await work(client);
	} finally {
		await client.end();
	}
}
