/** A comment cut where the words begin and end that carried its rating. */
import type { CarryingWord } from './rate-tone';

export interface CarriedPart {
	text: string;
	carries: boolean;
}

export function carriedParts(
	body: string,
	words: readonly Pick<CarryingWord, 'start' | 'end'>[],
): CarriedPart[] {
	const parts: CarriedPart[] = [];
	let at = 0;
	for (const { start, end } of [...words].sort((a, b) => a.start - b.start)) {
		if (start < at || end > body.length) continue;
		parts.push(
			{ text: body.slice(at, start), carries: false },
			{ text: body.slice(start, end), carries: true },
		);
		at = end;
	}
	parts.push({ text: body.slice(at), carries: false });
	return parts.filter(({ text }) => text !== '');
}
