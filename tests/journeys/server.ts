/** What the journeys run against, started by playwright.config.ts: the built app on a sample town of its own. */
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startThrowAway } from '../../scripts/postgres/embedded.ts';
import { seedSampleTown } from '../../scripts/seed/sample-town.ts';
import { command } from '../../scripts/support/command.mjs';
import { startIdentityProvider } from '../../scripts/demo/servers.ts';
import { wire } from '../../scripts/identity-provider/wiring.ts';
import { findFreePorts } from '../../scripts/support/ports.mjs';
import { waitUntilReady } from '../../scripts/support/ready.mjs';
import { startApp, TEST_SECRETS } from '../support/app-process.ts';
import { cloneTemplate, makeTemplate } from '../support/template.ts';

// Nobody listens there: mail waits, and the pages that need it can be read.
const MAIL = { SMTP_URL: 'smtp://127.0.0.1:9', MAIL_FROM: 'hoidan@example.vn' };

await command(async (lifetime) => {
	const postgres = startThrowAway({ durable: false });
	lifetime.addStarting('PostgreSQL', postgres);
	const template = await makeTemplate((await postgres).url);
	const { ownerUrl, appUrl } = await cloneTemplate(template);
	const empty = await cloneTemplate(template);
	const pictureFolder = mkdtempSync(path.join(tmpdir(), 'hoi-dan-pictures-'));
	lifetime.add('the pictures', () => rm(pictureFolder, { recursive: true, force: true }));
	await seedSampleTown({ ownerUrl, appUrl, secrets: TEST_SECRETS, pictureFolder, say: () => {} });
	const port = await findFreePorts(2);
	const wiring = wire({
		appOrigin: `http://localhost:${port}`,
		port: port + 1,
		host: '127.0.0.1',
		clientSecret: TEST_SECRETS.APP_SECRET,
	});
	const provider = startIdentityProvider({ ...process.env, ...wiring.provider });
	lifetime.add(provider.name, provider.stop);
	await waitUntilReady(`http://127.0.0.1:${port + 1}`, { ended: provider.ended });
	const app = await startApp({
		databaseUrl: appUrl,
		port,
		env: { ...wiring.app, ...MAIL, PICTURE_STORE: pictureFolder },
	});
	lifetime.add('the app', app.stop);
	await app.waitReady();
	console.log(`journeys on ${app.origin} with ${appUrl} beside ${empty.appUrl}`);
	throw new Error(`The app ${await app.ended}. It said last:\n${app.readLog()}`);
});
