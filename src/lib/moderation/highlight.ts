import type { Finding } from '../comments/screening/phase';

export interface Piece {
	text: string;
	found: boolean;
}

/** A text in pieces, those marked in which screening found something. Spans may overlap and may come in any order. */
export function highlight(body: string, findings: readonly Finding[]): Piece[] {
	const spans = findings.flatMap(({ spans }) => spans).sort((a, b) => a.from - b.from);
	const pieces: Piece[] = [];
	let at = 0;
	for (const span of spans) {
		const from = Math.max(at, Math.min(span.from, body.length));
		const to = Math.min(span.to, body.length);
		if (to <= from) continue;
		if (from > at) pieces.push({ text: body.slice(at, from), found: false });
		pieces.push({ text: body.slice(from, to), found: true });
		at = to;
	}
	if (at < body.length) pieces.push({ text: body.slice(at), found: false });
	return pieces;
}
