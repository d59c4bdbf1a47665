import { expect, test } from 'vitest';
import {
	embedAddress,
	elementCode,
	embedQuery,
	iframeCode,
	linkCode,
	PLAIN,
	readEmbedPlace,
	readEmbedWishes,
	scriptCode,
	type EmbedWishes,
} from './embed-code';

const plain: EmbedWishes = { ...PLAIN, origin: 'https://hoidan.example', slug: 'mot-cua' };
const all: EmbedWishes = {
	...plain,
	theme: 'dark',
	lang: 'en',
	readonly: true,
	comments: true,
	accent: 'c8102e',
};
const QUERY = 'theme=dark&lang=en&readonly=1&comments=1&accent=c8102e';

test('the address says what is wished, and nothing where nothing is', () => {
	expect(embedAddress(plain)).toBe('https://hoidan.example/embed/polls/mot-cua');
	expect(embedAddress(all)).toBe(`https://hoidan.example/embed/polls/mot-cua?${QUERY}`);
	const { theme, lang, readonly, comments, accent } = all;
	const look = { theme, lang, readonly, comments, accent };
	expect(readEmbedWishes(new URL(embedAddress(all)).searchParams)).toEqual(look);
	const nonsense = 'theme=neon&lang=fr&readonly=yes&comments=2&accent=red;}';
	expect(readEmbedWishes(new URLSearchParams(nonsense))).toEqual(PLAIN);
	expect(readEmbedWishes(new URLSearchParams({ accent: '#C8102E' })).accent).toBe('c8102e');
});

test('a place is an origin and an address on the web, or nothing', () => {
	const place = {
		host: 'https://bao.example',
		article: 'https://bao.example/a?id=1',
		framed: true,
		context: 'e30.e30.x-_1',
	};
	expect(readEmbedPlace(new URLSearchParams(embedQuery({ ...PLAIN, ...place })))).toEqual(place);
	for (const bad of [
		'javascript:alert(1)',
		'bao.example',
		'//bao.example',
		'https://a:b@bao.example',
		'data:,x',
	]) {
		expect(readEmbedPlace(new URLSearchParams({ host: bad, article: bad }))).toEqual({
			host: '',
			article: '',
			framed: false,
			context: '',
		});
	}
});

test('a title cannot break out of the code', () => {
	const title = '"><script>alert(1)</script>&';
	const safe = '&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;';
	expect(scriptCode(all, title)).toBe(
		`<script async src="https://hoidan.example/embed.js" data-poll="mot-cua" data-theme="dark" data-lang="en" data-readonly data-comments data-accent="#c8102e" data-title="${safe}"></script>`,
	);
	expect(iframeCode(all, title)).toBe(
		`<iframe src="https://hoidan.example/embed/polls/mot-cua?${QUERY.replaceAll('&', '&amp;')}" ` +
			`title="${safe}" width="100%" height="640" style="border:0;max-width:100%" loading="lazy"></iframe>`,
	);
	expect(elementCode(plain, title)).toBe(
		'<script async src="https://hoidan.example/embed.js"></script>\n' +
			`<hoi-dan-poll data-poll="mot-cua" data-title="${safe}"><a href="https://hoidan.example/polls/mot-cua">${safe}</a></hoi-dan-poll>`,
	);
	expect(linkCode(plain, title)).toBe(`<a href="https://hoidan.example/polls/mot-cua">${safe}</a>`);
});
