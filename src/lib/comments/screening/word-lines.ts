/**
 * Word lists as moderators type them, one entry a line:
 *
 *     đồ ngu                 as written, accents and all
 *     lừa dối ~              accents may be left out
 *     spam *                 whatever accents
 *     vl =                   not in disguise
 *     óc chó ! hạt óc chó    but not within these phrases, separated by commas
 */
import { wordEntrySchema, type WordEntry } from './word-entry.schema';

export interface WordLines {
	entries: WordEntry[];
	/** Numbers of lines, from 1, that can't be read. */
	faults: number[];
}

const ACCENT_SIGNS = { '~': 'may-lack', '*': 'any' } as const;

export function readWordLines(text: string): WordLines {
	const entries: WordEntry[] = [];
	const faults: number[] = [];
	text.split('\n').forEach((line, i) => {
		if (line.trim() === '') return;
		const [head = '', ...excepts] = line.normalize('NFC').split('!');
		const [, words = '', signs = ''] = /^(.*?)((?:\s+[~*=])*)\s*$/.exec(head) ?? [];
		const entry = wordEntrySchema.safeParse({
			text: words,
			accents: signs.includes('~') ? ACCENT_SIGNS['~'] : signs.includes('*') ? ACCENT_SIGNS['*'] : 'exact',
			disguised: !signs.includes('='),
			except: excepts
				.join('!')
				.split(',')
				.map((phrase) => phrase.trim())
				.filter(Boolean),
		});
		if (entry.success) entries.push(entry.data);
		else faults.push(i + 1);
	});
	return { entries, faults };
}

export function writeWordLines(entries: readonly WordEntry[]): string {
	return entries
		.map(({ text, accents, disguised, except }) =>
			[
				text,
				accents === 'may-lack' ? ' ~' : accents === 'any' ? ' *' : '',
				disguised ? '' : ' =',
				except.length > 0 ? ` ! ${except.join(', ')}` : '',
			].join(''),
		)
		.join('\n');
}
