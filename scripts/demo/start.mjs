import { command } from '../support/command.mjs';
import { occupy } from '../support/occupy.mjs';
import { readOptions } from '../support/options.mjs';
import { prepare } from '../support/prepare.mjs';
import { DEMO_DATA, readSettings } from '../support/settings.mjs';
import { loadTypeScript } from '../support/typescript.mjs';

await command(async (lifetime) => {
	const { reset } = readOptions({ reset: { type: 'boolean', default: false } });
	const settings = readSettings({ dataDir: DEMO_DATA });
	await occupy({ settings, run: 'npm run demo' }, lifetime);
	await prepare({ build: true }, lifetime);
	const { serveTown } = await loadTypeScript(new URL('./main.ts', import.meta.url));
	await serveTown({ settings, reset, lifetime });
});
