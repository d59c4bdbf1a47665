import { expect, test } from 'vitest';
import { letterAsHtml, letterAsText, quoted, type Block } from './letter';

const HOSTILE = [
	'<script>alert(1)</script>',
	'"><img src=https://example.com/x onerror=alert(1)>',
	"javascript:alert('1')",
	'\u202Eback to front\u2066 and \u2069 out',
	'a\u0000b\u200Bc\r\nBcc: someone@example.vn',
];

const lettersOf = (text: string): Block[] => [
	{ heading: `Về ${quoted(text)}` },
	{ text: `Ở ${quoted(text)}.` },
	{ quote: text },
	{ link: 'Xem', href: 'https://hoidan.example.vn/a?b=1&c="2"' },
	{ rule: true },
];

test.each(HOSTILE)('what people wrote stays text and in its place: %j', (hostile) => {
	const html = letterAsHtml(lettersOf(hostile), { lang: 'vi', title: quoted(hostile) });
	const tags = new Set([...html.matchAll(/<\/?([a-z0-9]+)/g)].map(([, tag]) => tag));
	expect(
		[...tags].filter((tag) => !/^(html|head|meta|title|body|h2|p|a|bdi|br|blockquote|hr)$/.test(tag!)),
	).toEqual([]);
	expect(html).not.toMatch(/<[^>]*\s(src|on\w+)=/);
	expect(html.split('<title>')[1]!.split('</title>')[0]).not.toContain('<');
	expect([...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual([
		'https://hoidan.example.vn/a?b=1&amp;c=&quot;2&quot;',
	]);
	const text = letterAsText(lettersOf(hostile));
	for (const form of [text, html]) expect(form).not.toMatch(/[\u202a-\u202e\u2066\u2067\u200b\0]/);
	// As many ends as beginnings, on every line.
	for (const line of text.split('\n'))
		expect(line.split('\u2068').length, line).toBe(line.split('\u2069').length);
	expect(html.split('<bdi dir="auto">').length).toBe(html.split('</bdi>').length);
});

test('a mail asks nothing of the network', () => {
	const html = letterAsHtml([{ text: 'Chào' }, { rule: true }], { lang: 'vi', title: 'Thư' });
	expect(html).not.toMatch(/<(img|link|script|style|iframe|video|object)|url\(|@import|https?:/);
});

test('emoji of several parts and words of joined scripts stay whole', () => {
	expect(quoted('👩‍👩‍👧 می‌خواهم')).toBe('\u2068👩‍👩‍👧 می‌خواهم\u2069');
});
