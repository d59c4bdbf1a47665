/**
 * What editors write in Markdown, as HTML that can do no harm: whatever is not on the list falls away, HTML that was
 * typed along with it too. Editors are trusted with words, not with code; the CSP stands behind this.
 */
import { marked } from 'marked';
import sanitize from 'sanitize-html';

const ALLOWED: sanitize.IOptions = {
	allowedTags: [
		...['p', 'br', 'hr', 'h2', 'h3', 'h4', 'ul', 'ol', 'li', 'blockquote', 'pre', 'code'],
		...['strong', 'em', 'del', 'a', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
	],
	allowedAttributes: { a: ['href', 'rel'], ol: ['start'], th: ['scope'] },
	allowedSchemes: ['http', 'https', 'mailto'],
	allowProtocolRelative: false,
	disallowedTagsMode: 'discard',
	// The page has the only heading of the first rank, and skips none.
	transformTags: {
		h1: 'h2',
		h5: 'h4',
		h6: 'h4',
		th: (tagName) => ({ tagName, attribs: { scope: 'col' } }),
		a: (tagName, { href = '' }) => ({
			tagName,
			attribs: { href, ...(/^https?:/i.test(href) ? { rel: 'noopener nofollow' } : {}) },
		}),
	},
};

/** @returns HTML in which nothing runs, loads or looks like a part of the page around it */
export function renderMarkdown(text: string): string {
	return sanitize(marked.parse(text, { async: false, gfm: true }), ALLOWED);
}
