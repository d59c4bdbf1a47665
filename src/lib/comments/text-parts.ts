/** Plain text in parts: what is written, and addresses that may be followed. Nothing in it is ever markup. */
export interface TextPart {
	text: string;
	/** An absolute http or https address. */
	href?: string;
}

const ADDRESS = /https?:\/\/[^\s<>"'“”]+/giu;
/** Punctuation that ends the sentence, not the address. */
const BEHIND = /[.,;:!?)\]}…]+$/u;

export function textParts(body: string): TextPart[] {
	const parts: TextPart[] = [];
	let at = 0;
	for (const { index, 0: found } of body.matchAll(ADDRESS)) {
		const text = found.replace(BEHIND, '');
		const href = URL.canParse(text) ? new URL(text) : undefined;
		if (!href || !/^https?:$/.test(href.protocol) || href.username !== '') continue;
		if (index > at) parts.push({ text: body.slice(at, index) });
		parts.push({ text, href: href.href });
		at = index + text.length;
	}
	if (at < body.length) parts.push({ text: body.slice(at) });
	return parts;
}
