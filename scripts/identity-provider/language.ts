export type Language = 'vi' | 'en';

/**
 * Vietnamese unless English is asked for first.
 * @param uiLocales of the authorization request: tags with spaces between, dearest first (OpenID Connect Core, 3.1.2.1)
 * @param acceptLanguage the header of the browser, with weights (RFC 9110, 12.5.4)
 */
export function chooseLanguage(uiLocales: unknown, acceptLanguage: string | undefined): Language {
	const wanted = [...String(uiLocales ?? '').split(' '), ...byWeight(acceptLanguage ?? '')];
	return wanted.map(languageOf).find((language) => language !== undefined) ?? 'vi';
}

function languageOf(tag: string): Language | undefined {
	const primary = tag.trim().split('-')[0]!.toLowerCase();
	return primary === 'vi' || primary === 'en' ? primary : undefined;
}

function byWeight(header: string): string[] {
	return header
		.split(',')
		.map((part) => {
			const [tag = '', ...rest] = part.split(';');
			const quality = rest.map((text) => /^\s*q=([\d.]+)\s*$/.exec(text)?.[1]).find(Boolean);
			return { tag, quality: quality === undefined ? 1 : Number(quality) };
		})
		.filter(({ quality }) => quality > 0)
		.sort((a, b) => b.quality - a.quality)
		.map(({ tag }) => tag);
}
