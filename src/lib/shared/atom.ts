/** Feeds after RFC 4287 and site maps after sitemaps.org, as text. */

export interface AtomEntry {
	/** Of the thing, so that the entry stays the same one when its address changes. */
	uuid: string;
	/** Where a thing has more than one entry. */
	fragment?: string;
	address: string;
	title: string;
	summary: string;
	publishedAt: Date;
	updatedAt: Date;
	lang: string;
	/** What kind of thing it is, in words. */
	category: string;
}

export interface AtomFeed {
	/** Of the feed itself. */
	address: string;
	/** Of the site. */
	home: string;
	title: string;
	subtitle: string;
	author: string;
	lang: string;
	entries: readonly AtomEntry[];
}

export function atomFeed({ address, home, title, subtitle, author, lang, entries }: AtomFeed): string {
	const newest = entries.reduce(
		(latest, { updatedAt }) => (updatedAt > latest ? updatedAt : latest),
		new Date(0),
	);
	return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${lang}">
<id>${xml(address)}</id>
<title>${xml(title)}</title>
<subtitle>${xml(subtitle)}</subtitle>
<updated>${newest.toISOString()}</updated>
<author><name>${xml(author)}</name></author>
<link rel="self" type="application/atom+xml" href="${xml(address)}"/>
<link rel="alternate" type="text/html" href="${xml(home)}"/>
${entries.map(entry).join('')}</feed>
`;
}

function entry({
	uuid,
	fragment,
	address,
	title,
	summary,
	publishedAt,
	updatedAt,
	lang,
	category,
}: AtomEntry): string {
	return `<entry xml:lang="${lang}">
<id>urn:uuid:${uuid}${fragment ? `#${fragment}` : ''}</id>
<title>${xml(title)}</title>
<link rel="alternate" type="text/html" href="${xml(address)}"/>
<published>${publishedAt.toISOString()}</published>
<updated>${updatedAt.toISOString()}</updated>
<category term="${xml(category)}"/>
<summary>${xml(summary)}</summary>
</entry>
`;
}

export interface MappedPage {
	address: string;
	changedAt?: Date;
	/** In other languages, by their code. */
	alternates: Record<string, string>;
}

export function siteMap(pages: readonly MappedPage[]): string {
	const urls = pages.map(({ address, changedAt, alternates }) => {
		const links = Object.entries(alternates).map(
			([lang, href]) => `<xhtml:link rel="alternate" hreflang="${lang}" href="${xml(href)}"/>`,
		);
		const changed = changedAt ? `<lastmod>${changedAt.toISOString()}</lastmod>` : '';
		return `<url><loc>${xml(address)}</loc>${changed}${links.join('')}</url>\n`;
	});
	return `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${urls.join('')}</urlset>
`;
}

const NAMES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** What XML 1.0 forbids falls away: control characters, and the two that are no characters. */
function xml(text: string): string {
	return text.replace(/[^\P{Cc}\n\t]|[\uFFFE\uFFFF]/gu, '').replace(/[&<>"]/g, (sign) => NAMES[sign]!);
}
