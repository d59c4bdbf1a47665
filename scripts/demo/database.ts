import { createHash } from 'node:crypto';
import path from 'node:path';
import pg from 'pg';
import { startEmbedded } from '../postgres/embedded.ts';
import type { Lifetime } from '../support/lifetime.mjs';
import { say } from '../support/progress.mjs';
import { lookAfter } from './look-after.ts';
import type { Secrets } from './secrets.ts';

/** The town's database as its owner knows it, and the user that the application is to sign in as. */
export interface TownDatabase {
	ownerUrl: string;
	appUrl: string;
	app: { user: string; password: string };
}

const OWNER = 'hoidan_owner';
const DATABASE = 'hoidan';

/** Starts the PostgreSQL of DATA_DIR, with the town's database and owner in it. */
export async function openEmbedded(
	dataDir: string,
	secrets: Secrets,
	lifetime: Lifetime,
): Promise<TownDatabase> {
	const starting = startEmbedded({
		dataDir: path.join(dataDir, 'postgres'),
		say: (line) => say(`       ${line}`),
	});
	lifetime.addStarting('PostgreSQL', starting);
	const postgres = await starting;
	const { url } = postgres;
	await ensureOwner(url, secrets.OWNER_PASSWORD);
	lookAfter(postgres, lifetime);
	return townDatabase(
		addressOf(url, { user: OWNER, password: secrets.OWNER_PASSWORD, database: DATABASE }),
		appOf(secrets),
	);
}

const appOf = (secrets: Secrets) => ({ user: 'hoidan_app_demo', password: secrets.APP_PASSWORD });

/** Of the PostgreSQL that listens on `port`, as the application signs in to the town's database. */
export const appUrlOf = (port: number, secrets: Secrets): string =>
	addressOf(`postgres://127.0.0.1:${port}`, { ...appOf(secrets), database: DATABASE });

/** The reader's own database, of which `ownerUrl` is the owner. */
export function useGiven(ownerUrl: string, secrets: Secrets): TownDatabase {
	const database = decodeURIComponent(new URL(ownerUrl).pathname.slice(1)) || 'postgres';
	// Users belong to the whole server, and their names are cut off at 63 bytes: the database's name tells them apart.
	const plain = database
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '_')
		.slice(0, 40);
	const digest = createHash('sha256').update(database).digest('hex').slice(0, 6);
	const part = plain === database ? database : `${plain}_${digest}`;
	return townDatabase(ownerUrl, { user: `${part}_demo_app`, password: secrets.APP_PASSWORD });
}

function townDatabase(ownerUrl: string, app: TownDatabase['app']): TownDatabase {
	return { ownerUrl, appUrl: addressOf(ownerUrl, app), app };
}

function addressOf(
	url: string,
	{ user, password, database }: { user: string; password: string; database?: string },
) {
	const address = new URL(url);
	if (database) address.pathname = `/${database}`;
	if (address.hostname) {
		address.username = user;
		address.password = password;
	}
	// An address of a socket (postgres:///name?host=/run/postgresql) has no room for a user but here.
	for (const [name, value] of Object.entries({ user, password })) {
		if (address.hostname) address.searchParams.delete(name);
		else address.searchParams.set(name, value);
	}
	return address.href;
}

async function ensureOwner(superUrl: string, password: string) {
	const client = new pg.Client({ connectionString: superUrl });
	client.on('error', () => {}); // a connection cut off by Ctrl-C
	await client.connect();
	try {
		const { rowCount: roles } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [OWNER]);
		// The owner makes the application's users itself (CREATEROLE), but is no superuser: as in production.
		const login = `LOGIN CREATEROLE PASSWORD ${client.escapeLiteral(password)}`;
		await client.query(`${roles ? 'ALTER' : 'CREATE'} ROLE ${OWNER} ${login}`);
		const { rowCount: databases } = await client.query('SELECT FROM pg_database WHERE datname = $1', [
			DATABASE,
		]);
		if (!databases) await client.query(`CREATE DATABASE ${DATABASE} OWNER ${OWNER}`);
	} finally {
		await client.end();
	}
}
