/**
 * Turns a page with a nonce into one that can be given to many readers. A nonce must never be used twice, so inline
 * scripts and styles are allowed by their SHA-256 instead (CSP Level 3, 6.7).
 */
import { createHash } from 'node:crypto';

export function replaceNonceByHashes(html: string, csp: string): { html: string; csp: string } {
	const nonce = /'nonce-([^']+)'/.exec(csp)?.[1];
	if (!nonce) return { html, csp };
	const plain = html.replaceAll(` nonce="${nonce}"`, '');
	return {
		html: plain,
		csp: csp
			.split(';')
			.map((directive) => {
				const element = /^\s*(script|style)-src(-elem)?\s/.exec(directive)?.[1];
				const hashes = element ? inlineHashes(plain, element) : [];
				return directive.replace(`'nonce-${nonce}'`, hashes.join(' ')).trimEnd();
			})
			.join(';'),
	};
}

function inlineHashes(html: string, element: string): string[] {
	const inline = new RegExp(`<${element}(?![^>]*\\ssrc=)[^>]*>([\\s\\S]*?)</${element}>`, 'g');
	return [...html.matchAll(inline)].map(
		([, text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
	);
}
