/** What a browser says is what the server says, in the language of its page: every message, as the build makes it short. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { compile } from '@inlang/paraglide-js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { shortWords } from '../../scripts/words/short-words.ts';

const outdir = mkdtempSync(path.join(tmpdir(), 'paraglide-'));
const messages = path.join(outdir, 'messages');

// As it is compiled for production: a file for each message.
beforeAll(() =>
	compile({ project: './src/lib/i18n/project.inlang', outdir, outputStructure: 'message-modules' }),
);
afterAll(() => rmSync(outdir, { recursive: true }));

const { transform } = shortWords() as unknown as {
	transform: { filter: { id: RegExp }; handler: (this: object, code: string) => { code: string } };
};
const shorten = (code: string) =>
	transform.handler.call(
		{
			error(words: string): never {
				throw new Error(words);
			},
		},
		code,
	).code;

test('every message is reached by its file name, and loses its choice of language alone', () => {
	const files = readdirSync(messages).filter((name) => name.endsWith('.js') && name !== '_index.js');
	expect(files.length).toBeGreaterThan(500);
	for (const name of files) {
		expect(path.join('/paraglide/messages', name)).toMatch(transform.filter.id);
		const code = readFileSync(path.join(messages, name), 'utf8');
		const short = shorten(code);
		const [, key] = /export const (\w+) = \/\* @__PURE__ \*\/ ofThisPage\(vi_\1, en_\1\);/.exec(short)!;
		expect(short).not.toContain('getLocale()');
		for (const lang of ['vi', 'en']) {
			const [words] = new RegExp(`const ${lang}_${key} = .*?\\n\\};`, 's').exec(code)!;
			expect(short).toContain(words);
		}
	}
});

test('a message of another shape stops the build', () => {
	expect(() => shorten('export const greeting = () => "Chào"')).toThrow('not of the shape');
});
