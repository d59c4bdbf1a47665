import { command } from '../support/command.mjs';
import { occupy } from '../support/occupy.mjs';
import { readOptions } from '../support/options.mjs';
import { prepare } from '../support/prepare.mjs';
import { readSettings } from '../support/settings.mjs';
import { loadTypeScript } from '../support/typescript.mjs';

await command(async (lifetime) => {
	const { reset } = readOptions({ reset: { type: 'boolean', default: false } });
	const settings = readSettings({ dataDir: '.data/dev' });
	await occupy({ settings, run: 'npm run dev' }, lifetime);
	await prepare({ build: false }, lifetime);
	const { developTown } = await loadTypeScript(new URL('./main.ts', import.meta.url));
	await developTown({ settings, reset, lifetime });
});
