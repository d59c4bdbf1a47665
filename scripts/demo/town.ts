import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { removeEmbedded } from '../postgres/embedded.ts';
import type { Lifetime } from '../support/lifetime.mjs';
import { say, step } from '../support/progress.mjs';
import type { Settings } from '../support/settings.mjs';
import { withAdvice } from './database-trouble.ts';
import { openEmbedded, useGiven } from './database.ts';
import { readOrMakeSecrets } from './secrets.ts';

export interface Town {
	settings: Settings;
	reset: boolean;
	lifetime: Lifetime;
}

/** The environments of the town's servers. */
export interface TownEnv {
	app: NodeJS.ProcessEnv;
	provider: NodeJS.ProcessEnv;
}

/** Opens the sample town: database, newest schema, sample data. */
export async function openTown({ settings, reset, lifetime }: Town): Promise<TownEnv> {
	const given = process.env.DATABASE_URL;
	const { migrate, resetDatabase } = await import('../../src/lib/server/db/migrate.ts');
	const { seedSampleTown } = await import('../seed/sample-town.ts');
	const { dataDir } = settings;
	if (reset) {
		await step('removing the old town', async () => {
			if (given) await withAdvice(() => resetDatabase(given));
			else await removeEmbedded({ dataDir: path.join(dataDir, 'postgres') });
			await rm(path.join(dataDir, 'secrets.json'), { force: true });
			await rm(path.join(dataDir, 'pictures'), { recursive: true, force: true });
		});
	}
	const secrets = readOrMakeSecrets(dataDir);
	const { KEY_ENCRYPTION_KEY, APP_SECRET, IDENTITY_KEY } = secrets;
	const pictureFolder = path.join(dataDir, 'pictures');
	const fresh = !existsSync(path.join(dataDir, 'postgres.password'));
	const { ownerUrl, appUrl, app } = given
		? useGiven(given, secrets)
		: await step(fresh ? 'setting up PostgreSQL' : 'starting PostgreSQL', () =>
				openEmbedded(dataDir, secrets, lifetime),
			);
	const tell = (line: string) => say(`       ${line}`);
	const advised = given ? withAdvice : <T>(work: () => Promise<T>) => work();
	await step('bringing the database up to date', () => advised(() => migrate({ ownerUrl, app, say: tell })));
	await step('looking after the sample town', () =>
		advised(() =>
			seedSampleTown({
				ownerUrl,
				appUrl,
				secrets: { KEY_ENCRYPTION_KEY, APP_SECRET, IDENTITY_KEY },
				pictureFolder,
				say: tell,
			}),
		),
	);
	const { wire } = await import('../identity-provider/wiring.ts');
	const wiring = wire({
		appOrigin: settings.origin,
		port: settings.port + 1,
		host: settings.host,
		clientSecret: secrets.EID_SECRET,
	});
	const env = {
		...process.env,
		...wiring.app,
		DATABASE_URL: appUrl,
		ORIGIN: settings.origin,
		PORT: String(settings.port),
		HOST: settings.host,
		KEY_ENCRYPTION_KEY,
		APP_SECRET,
		IDENTITY_KEY,
		RATE_LIMIT_EXEMPT: '127.0.0.0/8,::1/128',
		DEMO: 'true',
		PICTURE_STORE: pictureFolder,
	};
	return { app: env, provider: { ...process.env, ...wiring.provider } };
}
