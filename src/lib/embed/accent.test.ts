import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { accentCss, contrast, parse } from './accent';

const [LIGHT, DARK] = [
	['#fbfaf7', '#ffffff'],
	['#14191a', '#1b2223'],
] as const;

function read(block: string, name: string): ReturnType<typeof parse> {
	return parse(new RegExp(`${name}:(#[0-9a-f]{6})`).exec(block)![1]!);
}

test.each(['ffff00', '000000', 'ffffff', 'c8102e', '0b5560', '7f7f7f', '00ff00', '123456'])(
	'text in #%s, and on it, can be read in both themes',
	(accent) => {
		const [light, , dark] = accentCss(accent).split('\n');
		for (const [block, grounds] of [
			[light!, LIGHT],
			[dark!, DARK],
		] as const) {
			const colour = read(block, '--color-accent');
			for (const ground of [...grounds.map(parse), read(block, '--color-accent-wash')]) {
				expect(contrast(colour, ground)).toBeGreaterThanOrEqual(4.5);
			}
			expect(contrast(colour, read(block, '--color-on-accent'))).toBeGreaterThanOrEqual(4.5);
		}
	},
);

test('a colour that can be read stays as it is', () => {
	expect(accentCss('0b5560')).toContain('--color-accent:#0b5560;');
});

test('the grounds are those of the tokens', () => {
	const css = readFileSync(path.resolve(import.meta.dirname, '../ui/tokens.css'), 'utf8');
	for (const ground of [...LIGHT, ...DARK])
		expect(css).toMatch(new RegExp(`--color-(paper|surface): ${ground}`));
});
