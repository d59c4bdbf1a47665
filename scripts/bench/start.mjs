import { command } from '../support/command.mjs';
import { prepare } from '../support/prepare.mjs';
import { step } from '../support/progress.mjs';
import { loadTypeScript } from '../support/typescript.mjs';

await command(async (lifetime) => {
	await prepare({ build: true }, lifetime);
	const { startThrowAway } = await loadTypeScript(new URL('../postgres/embedded.ts', import.meta.url));
	const { main } = await loadTypeScript(new URL('./main.ts', import.meta.url));
	const starting = startThrowAway({ durable: true });
	lifetime.addStarting('PostgreSQL', starting);
	const { url } = await step('starting a throw-away PostgreSQL', () => starting);
	await main({ superUrl: url });
});
