/** What the journeys run against, started by playwright.config.ts: the built app on a sample town of its own. */
import { startThrowAway } from '../../scripts/postgres/embedded.ts';
import { seedSampleTown } from '../../scripts/seed/sample-town.ts';
import { command } from '../../scripts/support/command.mjs';
import { startApp, TEST_SECRETS } from '../support/app-process.ts';
import { cloneTemplate, makeTemplate } from '../support/template.ts';

await command(async (lifetime) => {
	const postgres = startThrowAway({ durable: false });
	lifetime.addStarting('PostgreSQL', postgres);
	const { ownerUrl, appUrl } = await cloneTemplate(await makeTemplate((await postgres).url));
	await seedSampleTown({ ownerUrl, appUrl, secrets: TEST_SECRETS, say: () => {} });
	const app = await startApp({ databaseUrl: appUrl });
	lifetime.add('the app', app.stop);
	await app.waitReady();
	console.log(`journeys on ${app.origin}`);
	throw new Error(`The app ${await app.ended}. It said last:\n${app.readLog()}`);
});
