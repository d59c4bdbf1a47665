import { existsSync } from 'node:fs';
import path from 'node:path';
import { step } from './progress.mjs';
import { ROOT } from './root.mjs';
import { mustEndWell, runNode } from './run.mjs';

/**
 * Writes the generated types and messages, which tsconfig.json and every type check need.
 * @param {import('./lifetime.mjs').Lifetime} lifetime
 */
export async function generate(lifetime) {
	const script = path.join(ROOT, 'scripts/support/generate-in-child.mjs');
	await step('generating types and messages', async () => {
		mustEndWell(await runNode([script], { lifetime }), 'generating');
	});
}

/**
 * For commands that only need them to be there: Vite renews them whenever it runs.
 * @param {import('./lifetime.mjs').Lifetime} lifetime
 */
export async function ensureGenerated(lifetime) {
	if (!existsSync(path.join(ROOT, '.svelte-kit/tsconfig.json'))) await generate(lifetime);
}
