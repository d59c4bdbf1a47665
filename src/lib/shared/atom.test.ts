import { expect, test } from 'vitest';
import { atomFeed, siteMap, type AtomEntry } from './atom';

const entry: AtomEntry = {
	uuid: '00000000-0000-4000-8000-000000000000',
	address: 'https://hoidan.example/polls/x?a=1&b=2',
	title: 'Có <script> & "Không" \u0007?',
	summary: '',
	publishedAt: new Date('2026-06-01T00:00:00Z'),
	updatedAt: new Date('2026-06-02T00:00:00Z'),
	lang: 'vi',
	category: 'poll',
};
const feed = {
	address: 'https://hoidan.example/feed.xml',
	home: 'https://hoidan.example/',
	...{ title: 'Hỏi Dân', subtitle: '', author: 'Hỏi Dân', lang: 'vi' },
};

test('nothing that was written becomes markup, and the feed is as new as its newest entry', () => {
	const text = atomFeed({ ...feed, entries: [entry] });
	expect(text).toContain('<title>Có &lt;script&gt; &amp; &quot;Không&quot; ?</title>');
	expect(text).toContain('href="https://hoidan.example/polls/x?a=1&amp;b=2"');
	expect(text).toContain('<updated>2026-06-02T00:00:00.000Z</updated>\n<author>');
});

test('a page of the map names its other languages', () => {
	const alternates = { vi: 'https://x.example/?lang=vi', en: 'https://x.example/?lang=en&y' };
	const text = siteMap([{ address: 'https://x.example/', changedAt: entry.updatedAt, alternates }]);
	expect(text).toContain('<loc>https://x.example/</loc><lastmod>2026-06-02T00:00:00.000Z</lastmod>');
	expect(text).toContain('hreflang="en" href="https://x.example/?lang=en&amp;y"');
});
