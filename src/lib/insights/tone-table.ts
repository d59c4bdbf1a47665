/** Rated comments as rows of a file: what people wrote, what the machine says of it and why, and what people said since. */
import type { TableRow } from '../shared/table-format';
import type { CarryingWord } from './tone/rate-tone';
import type { Counted } from './tone/counted';
import type { Tone } from './tone/tone';

interface Rated {
	id: string;
	publishedAt: Date;
	title: string;
	body: string;
	countsAs: Counted;
	tone: Tone | null;
	isSure: boolean;
	probability: number | null;
	words: readonly CarryingWord[];
	checked: Tone | null;
}

/** The file is written while they are read. */
export async function* toneTable(
	rated: AsyncIterable<Rated>,
	{ note, origin }: { note: string; origin: string },
): AsyncGenerator<TableRow> {
	yield [note];
	yield [
		...['id', 'published_at', 'title', 'tone', 'machine', 'sure', 'probability', 'checked_by_people'],
		...['words', 'text', 'address'],
	];
	for await (const one of rated) {
		yield [
			one.id,
			one.publishedAt.toISOString(),
			one.title,
			one.countsAs,
			one.tone ?? '',
			one.isSure ? 'yes' : 'no',
			one.probability === null ? null : Math.round(one.probability * 10_000) / 10_000,
			one.checked ?? '',
			carryingWords(one).join('; '),
			one.body,
			`${origin}/comments/${one.id}`,
		];
	}
}

/** A full stop may weigh as much as a word, and says nothing to anybody. */
export function carryingWords({ body, words }: Pick<Rated, 'body' | 'words'>): string[] {
	const said = words.map(({ start, end }) => body.slice(start, end));
	return [...new Set(said.filter((word) => /[\p{L}\p{N}]/u.test(word)))];
}
