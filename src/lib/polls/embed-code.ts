/** The lines that a newspaper puts into an article, and the address behind them. */

export interface EmbedWishes {
	/** Of the site, without a slash at the end. */
	origin: string;
	slug: string;
	/** Empty: as the reader's device has it. */
	theme: '' | 'light' | 'dark';
	/** Empty: as the reader's browser asks. */
	lang: '' | 'vi' | 'en';
	/** Results only. */
	readonly: boolean;
}

/** What the address of the widget may ask for; whatever else it carries counts for nothing. */
export function readEmbedWishes(query: URLSearchParams): Pick<EmbedWishes, 'theme' | 'lang' | 'readonly'> {
	const [theme, lang] = [query.get('theme'), query.get('lang')];
	return {
		theme: theme === 'light' || theme === 'dark' ? theme : '',
		lang: lang === 'vi' || lang === 'en' ? lang : '',
		readonly: query.get('readonly') === '1',
	};
}

/** As a query without its question mark; empty where nothing is asked for. */
export function embedQuery({
	theme,
	lang,
	readonly,
}: Pick<EmbedWishes, 'theme' | 'lang' | 'readonly'>): string {
	const query = new URLSearchParams();
	if (theme) query.set('theme', theme);
	if (lang) query.set('lang', lang);
	if (readonly) query.set('readonly', '1');
	return query.toString();
}

export function embedAddress(wishes: EmbedWishes): string {
	const query = embedQuery(wishes);
	return `${wishes.origin}/embed/polls/${wishes.slug}${query && `?${query}`}`;
}

/** Sizes itself by what it shows. */
export function scriptCode({ origin, slug, theme, lang, readonly }: EmbedWishes, title: string): string {
	const wishes = [
		` data-poll="${slug}"`,
		theme && ` data-theme="${theme}"`,
		lang && ` data-lang="${lang}"`,
		readonly && ' data-readonly',
		` data-title="${escape(title)}"`,
	];
	return `<script async src="${origin}/embed.js"${wishes.filter(Boolean).join('')}></script>`;
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

function escape(text: string): string {
	const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
	return text.replace(/[&<>"]/g, (sign) => names[sign]!);
}
