import { expect, test } from 'vitest';
import { embedAddress, iframeCode, readEmbedWishes, scriptCode, type EmbedWishes } from './embed-code';

const plain: EmbedWishes = {
	origin: 'https://hoidan.example',
	slug: 'mot-cua',
	theme: '',
	lang: '',
	readonly: false,
};
const all: EmbedWishes = { ...plain, theme: 'dark', lang: 'en', readonly: true };

test('the address says what is wished, and nothing where nothing is', () => {
	expect(embedAddress(plain)).toBe('https://hoidan.example/embed/polls/mot-cua');
	expect(embedAddress(all)).toBe('https://hoidan.example/embed/polls/mot-cua?theme=dark&lang=en&readonly=1');
	expect(readEmbedWishes(new URL(embedAddress(all)).searchParams)).toEqual({
		theme: 'dark',
		lang: 'en',
		readonly: true,
	});
	expect(readEmbedWishes(new URLSearchParams('theme=neon&lang=fr&readonly=yes'))).toEqual({
		theme: '',
		lang: '',
		readonly: false,
	});
});

test('a title cannot break out of the code', () => {
	const title = '"><script>alert(1)</script>&';
	const safe = '&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;';
	expect(scriptCode(all, title)).toBe(
		`<script async src="https://hoidan.example/embed.js" data-poll="mot-cua" data-theme="dark" data-lang="en" data-readonly data-title="${safe}"></script>`,
	);
	expect(iframeCode(all, title)).toBe(
		'<iframe src="https://hoidan.example/embed/polls/mot-cua?theme=dark&amp;lang=en&amp;readonly=1" ' +
			`title="${safe}" width="100%" height="640" style="border:0;max-width:100%" loading="lazy"></iframe>`,
	);
});
