/**
 * A mail in both forms, plain text and HTML, from the same few blocks. What people wrote is marked by `quoted`: it is
 * kept from turning the direction of what stands around it (UAX 9), and is text in either form. Nothing is loaded from
 * anywhere: no pictures, no fonts, no styles but the few inline ones.
 */
export type Block =
	| { heading: string }
	| { text: string }
	/** Lines of somebody else's. */
	| { quote: string }
	| { link: string; href: string }
	/** Sets apart what is said about the mail itself. */
	| { rule: true };

const OPEN = '\u2068';
const CLOSE = '\u2069';

/** Something of another hand inside a sentence of ours. */
export function quoted(text: string): string {
	return `${OPEN}${withoutControls(text).replace(/\s+/gu, ' ').trim()}${CLOSE}`;
}

/** Everything invisible goes, but for line breaks and the joiners that scripts and emoji need. */
function withoutControls(text: string): string {
	return text.replace(/[\u200c\u200d]|[^\P{C}\n]/gu, (sign) =>
		sign === '\u200c' || sign === '\u200d' ? sign : '',
	);
}

export function letterAsText(blocks: readonly Block[]): string {
	return `${blocks.map(asText).join('\n\n')}\n`;
}

function asText(block: Block): string {
	if ('heading' in block) return block.heading;
	if ('text' in block) return block.text;
	if ('link' in block) return `${block.link}:\n${block.href}`;
	if ('quote' in block)
		return withoutControls(block.quote)
			.split('\n')
			.map((line) => `> ${OPEN}${line}${CLOSE}`)
			.join('\n');
	return '-- ';
}

export function letterAsHtml(
	blocks: readonly Block[],
	{ lang, title }: { lang: string; title: string },
): string {
	const body = blocks.map(asHtml).join('\n');
	return `<!doctype html>
<html lang="${escape(lang)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${escape(title).replace(/<[^>]*>/g, '')}</title></head>
<body style="margin:0 auto;padding:24px 16px;max-width:36em;font:16px/1.6 system-ui,sans-serif">
${body}
</body>
</html>
`;
}

function asHtml(block: Block): string {
	if ('heading' in block) return `<h2 style="margin:24px 0 0;font-size:18px">${escape(block.heading)}</h2>`;
	if ('text' in block) return `<p style="margin:8px 0 0">${escape(block.text).replace(/\n/g, '<br>')}</p>`;
	if ('link' in block)
		return `<p style="margin:8px 0 0"><a href="${escape(block.href)}">${escape(block.link)}</a></p>`;
	if ('quote' in block) {
		const lines = withoutControls(block.quote)
			.split('\n')
			.map((line) => `<bdi dir="auto">${escape(line)}</bdi>`);
		return `<blockquote style="margin:8px 0 0;padding-left:12px;border-left:3px solid #888">${lines.join('<br>')}</blockquote>`;
	}
	return '<hr style="margin:24px 0 0;border:0;border-top:1px solid #888">';
}

const SIGNS: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
	[OPEN]: '<bdi dir="auto">',
	[CLOSE]: '</bdi>',
};

function escape(text: string): string {
	return text.replace(/[&<>"'\u2068\u2069]/g, (sign) => SIGNS[sign]!);
}
