/** The lines that a newspaper puts into an article, and the address behind them. */

/** How the widget is to look and what it is to show. */
export interface EmbedLook {
	/** Empty: as the reader's device has it. */
	theme: '' | 'light' | 'dark';
	/** Empty: as the reader's browser asks. */
	lang: '' | 'vi' | 'en';
	/** Results only. */
	readonly: boolean;
	/** The first comments too. */
	comments: boolean;
	/** Six hexadecimal digits; empty: our own. */
	accent: string;
}

export interface EmbedWishes extends EmbedLook {
	/** Of the site, without a slash at the end. */
	origin: string;
	slug: string;
}

/** Where the widget says that it stands. A claim: each use of it is checked against the list of newspapers. */
export interface EmbedPlace {
	/** Origin of the page around. */
	host: string;
	/** Address of the article. */
	article: string;
	/** In a page of another site, where browsers keep cookies apart or not at all. */
	framed: boolean;
	/** What the newspaper's server signed. */
	context: string;
}

export const PLAIN: EmbedLook = { theme: '', lang: '', readonly: false, comments: false, accent: '' };

/** What the address of the widget may ask for; whatever else it carries counts for nothing. */
export function readEmbedWishes(query: URLSearchParams): EmbedLook {
	const [theme, lang] = [query.get('theme'), query.get('lang')];
	const accent = (query.get('accent') ?? '').replace(/^#/, '').toLowerCase();
	return {
		theme: theme === 'light' || theme === 'dark' ? theme : '',
		lang: lang === 'vi' || lang === 'en' ? lang : '',
		readonly: query.get('readonly') === '1',
		comments: query.get('comments') === '1',
		accent: /^[0-9a-f]{6}$/.test(accent) ? accent : '',
	};
}

export function readEmbedPlace(query: URLSearchParams): EmbedPlace {
	return {
		host: originOf(query.get('host') ?? ''),
		article: addressOf(query.get('article') ?? ''),
		framed: query.get('framed') === '1',
		context: contextOf(query.get('context') ?? ''),
	};
}

/** As a query without its question mark; empty where nothing is asked for. */
export function embedQuery({
	theme,
	lang,
	readonly,
	comments,
	accent,
	host,
	article,
	framed,
	context,
}: EmbedLook & Partial<EmbedPlace>): string {
	const query = new URLSearchParams();
	if (theme) query.set('theme', theme);
	if (lang) query.set('lang', lang);
	if (readonly) query.set('readonly', '1');
	if (comments) query.set('comments', '1');
	if (accent) query.set('accent', accent);
	if (host) query.set('host', host);
	if (article) query.set('article', article);
	if (framed) query.set('framed', '1');
	if (context) query.set('context', context);
	return query.toString();
}

export function embedAddress(wishes: EmbedWishes & Partial<EmbedPlace>): string {
	const query = embedQuery(wishes);
	return `${wishes.origin}/embed/polls/${wishes.slug}${query && `?${query}`}`;
}

/** Sizes itself by what it shows. */
export function scriptCode(wishes: EmbedWishes, title: string): string {
	return `<script async src="${wishes.origin}/embed.js"${attributes(wishes, title)}></script>`;
}

function attributes({ slug, theme, lang, readonly, comments, accent }: EmbedWishes, title: string): string {
	const wishes = [
		` data-poll="${slug}"`,
		theme && ` data-theme="${theme}"`,
		lang && ` data-lang="${lang}"`,
		readonly && ' data-readonly',
		comments && ' data-comments',
		accent && ` data-accent="#${accent}"`,
		` data-title="${escape(title)}"`,
	];
	return wishes.filter(Boolean).join('');
}

/** For pages that scripts build: the element comes and goes, and what is inside is shown until the poll is there. */
export function elementCode(wishes: EmbedWishes, title: string): string {
	return (
		`<script async src="${wishes.origin}/embed.js"></script>\n` +
		`<hoi-dan-poll${attributes(wishes, title)}>${linkCode(wishes, title)}</hoi-dan-poll>`
	);
}

/** For pages that take no script; its height is a guess. */
export function iframeCode(
	wishes: EmbedWishes,
	title: string,
	{ width = '100%', height = 640 } = {},
): string {
	return (
		`<iframe src="${escape(embedAddress(wishes))}" title="${escape(title)}" width="${width}" height="${height}" ` +
		`style="border:0;max-width:100%" loading="lazy"></iframe>`
	);
}

/** For pages that take neither script nor frame. */
export function linkCode({ origin, slug }: Pick<EmbedWishes, 'origin' | 'slug'>, title: string): string {
	return `<a href="${origin}/polls/${slug}">${escape(title)}</a>`;
}

/** A JWT by its looks (RFC 7519); what it is worth, the server says. */
function contextOf(text: string): string {
	return text.length <= 2_500 && /^[\w-]+\.[\w-]+\.[\w-]+$/.test(text) ? text : '';
}

function originOf(text: string): string {
	const address = addressOf(text);
	return address && new URL(address).origin;
}

/** Of a page on the web; empty for anything else. */
function addressOf(text: string): string {
	if (text.length > 1_000 || !URL.canParse(text)) return '';
	const url = new URL(text);
	return /^https?:$/.test(url.protocol) && !url.username && !url.password ? url.href : '';
}

function escape(text: string): string {
	const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
	return text.replace(/[&<>"]/g, (sign) => names[sign]!);
}
