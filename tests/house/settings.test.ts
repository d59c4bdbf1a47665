import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { SETTINGS } from '../../src/lib/server/env.ts';

test("the README's table of settings is the application's", () => {
	const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
	const [, section = ''] = readme.split('\n## Settings\n');
	const rows = section.split('\n## ')[0]!.matchAll(/^\| `(\w+)` +\| (.+?) +\| `(.+?)` +\|/gm);
	const documented = Object.fromEntries(
		[...rows].map(([, name, purpose, example]) => [name, { purpose, example }]),
	);
	expect(documented).toEqual(SETTINGS);
});
