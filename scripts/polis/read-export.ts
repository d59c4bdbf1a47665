/**
 * Reads a conversation that Polis exported: comments.csv, votes.csv and, where there is one, summary.csv, as described at
 * https://compdemocracy.org/export-data. Votes are 1, -1 and 0; which of the first two says yes has differed between
 * exports, so comments.csv, which counts them by name, decides.
 */
import { createReadStream } from 'node:fs';
import { access, readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { parse, type CsvError } from 'csv-parse';
import { parse as parseWhole } from 'csv-parse/sync';
import { z } from 'zod';
import type { Reaction } from '../../src/lib/comments/comment.ts';
import { bodySchema } from '../../src/lib/comments/comment.schema.ts';
import { Failure } from '../support/failure.mjs';

export interface PolisComment {
	id: string;
	author: string;
	body: string;
	at: number;
	isRejected: boolean;
}

export interface PolisVote {
	comment: string;
	voter: string;
	choice: Reaction;
	at: number;
}

export interface Conversation {
	/** By which it is found again: the same conversation has the same one. */
	key: string;
	title: string;
	description: string;
	url: string;
	comments: PolisComment[];
	/** The last of each person on each comment. */
	votes: PolisVote[];
	/** Votes whose sign says the opposite of what is usual. */
	isInverted: boolean;
	/** Comments without text, or with too much, and votes on comments that are not in the export. */
	leftOut: { comments: number; votes: number };
}

const moment = z.coerce
	.number()
	.int()
	.min(1)
	.refine((at) => at <= Date.now(), 'lies in the future');
const count = z.coerce.number().int().min(0);

const commentRow = z.object({
	timestamp: moment,
	'comment-id': z.string().min(1),
	'author-id': z.string().min(1),
	agrees: count,
	disagrees: count,
	moderated: z.enum(['-1', '0', '1']),
	'comment-body': z.string(),
});
const voteRow = z.object({
	timestamp: moment,
	'comment-id': z.string().min(1),
	'voter-id': z.string().min(1),
	vote: z.enum(['-1', '0', '1']),
});
type VoteRow = z.infer<typeof voteRow>;

/** @throws Failure that names the file, and the line where one is at fault */
export async function readExport(dir: string): Promise<Conversation> {
	const comments: PolisComment[] = [];
	const counted = new Map<string, { agrees: number; disagrees: number }>();
	const leftOut = { comments: 0, votes: 0 };
	for await (const row of rowsOf(dir, 'comments.csv', commentRow)) {
		const id = row['comment-id'];
		if (counted.has(id)) throw new Failure(`comments.csv has the comment ${id} twice.`);
		counted.set(id, row);
		const body = bodySchema.safeParse(row['comment-body']);
		if (!body.success) leftOut.comments++;
		else
			comments.push({
				id,
				author: row['author-id'],
				body: body.data,
				at: row.timestamp,
				isRejected: row.moderated === '-1',
			});
	}
	const known = new Set(comments.map(({ id }) => id));
	const given: VoteRow[] = [];
	for await (const row of rowsOf(dir, 'votes.csv', voteRow)) {
		if (known.has(row['comment-id'])) given.push(row);
		else leftOut.votes++;
	}
	const isInverted = saysTheOpposite(given, counted);
	return { ...(await readSummary(dir)), comments, votes: lastOfEach(given, isInverted), isInverted, leftOut };
}

async function* rowsOf<T extends z.ZodType>(
	dir: string,
	file: string,
	schema: T,
): AsyncGenerator<z.infer<T>> {
	const path = join(dir, file);
	await access(path).catch(() => {
		throw new Failure(`There is no ${file} in ${dir}. A Polis export has a comments.csv and a votes.csv.`);
	});
	const rows = createReadStream(path).pipe(parse({ bom: true, columns: true, info: true }));
	try {
		for await (const { record, info } of rows as AsyncIterable<{
			record: unknown;
			info: { lines: number };
		}>) {
			const row = schema.safeParse(record);
			if (!row.success) {
				const [issue] = row.error.issues;
				throw new Failure(`${file}, line ${info.lines}: ${issue?.path.join('.')} ${issue?.message}`);
			}
			yield row.data;
		}
	} catch (error) {
		if ((error as CsvError).code?.startsWith('CSV_'))
			throw new Failure(`${file}: ${(error as Error).message}`);
		throw error;
	}
}

/** comments.csv counts every vote, changed ones too. */
function saysTheOpposite(
	votes: VoteRow[],
	counted: Map<string, { agrees: number; disagrees: number }>,
): boolean {
	const sums = new Map<string, { plus: number; minus: number }>();
	for (const { 'comment-id': id, vote } of votes) {
		const sum = sums.get(id) ?? { plus: 0, minus: 0 };
		if (vote === '1') sum.plus++;
		if (vote === '-1') sum.minus++;
		sums.set(id, sum);
	}
	let straight = 0;
	let opposite = 0;
	for (const [id, { plus, minus }] of sums) {
		const { agrees, disagrees } = counted.get(id)!;
		straight += Math.abs(plus - agrees) + Math.abs(minus - disagrees);
		opposite += Math.abs(plus - disagrees) + Math.abs(minus - agrees);
	}
	return opposite < straight;
}

function lastOfEach(rows: VoteRow[], isInverted: boolean): PolisVote[] {
	const choices = {
		'1': isInverted ? 'disagree' : 'agree',
		'-1': isInverted ? 'agree' : 'disagree',
		'0': 'pass',
	} as const;
	const last = new Map<string, PolisVote>();
	for (const { 'comment-id': comment, 'voter-id': voter, vote, timestamp: at } of rows) {
		const key = JSON.stringify([comment, voter]);
		const before = last.get(key);
		if (!before || before.at <= at) last.set(key, { comment, voter, choice: choices[vote], at });
	}
	return [...last.values()];
}

/** One row for each thing that is said of the conversation, in two columns. Without it, the folder's name has to do. */
async function readSummary(
	dir: string,
): Promise<Pick<Conversation, 'key' | 'title' | 'description' | 'url'>> {
	const folder = basename(resolve(dir));
	const text = await readFile(join(dir, 'summary.csv'), 'utf8').catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT') return '';
		throw error;
	});
	const rows: string[][] = parseWhole(text, { bom: true, relax_column_count: true });
	const said = new Map(rows.map(([name = '', value = '']) => [name, value.normalize('NFC').trim()]));
	const url = said.get('url') ?? '';
	const path = URL.canParse(url) ? new URL(url).pathname : '';
	return {
		key: plain(path) || plain(folder) || 'conversation',
		title: said.get('topic') || folder.normalize('NFC'),
		description: said.get('conversation-description') ?? '',
		url,
	};
}

/** As it may stand in an address. */
function plain(text: string): string {
	const letters = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
	return letters
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-+|-+$/g, '')
		.slice(0, 60)
		.replace(/-+$/, '');
}
