/** `npm run db:types`: writes src/lib/server/db/schema.ts anew, from what the migrations make of an empty database. */
import { migrate } from '../src/lib/server/db/migrate.ts';
import { startThrowAway } from './postgres/embedded.ts';
import { command } from './support/command.mjs';
import { mustEndWell, runNode } from './support/run.mjs';

await command(async (lifetime) => {
	const starting = startThrowAway({ durable: false });
	lifetime.addStarting('PostgreSQL', starting);
	const { url } = await starting;
	await migrate({ ownerUrl: url });
	const args = ['node_modules/.bin/kysely-codegen', '--config-file', '.kysely-codegenrc.json', '--url', url];
	mustEndWell(await runNode(args, { lifetime }), 'kysely-codegen');
	console.log('wrote src/lib/server/db/schema.ts');
});
