/** The dashboard's figures as rows of a table file. The first says what is in it, the second names the columns. */
import type { OptionResult, Results } from '../polls/results';
import type { TableRow } from '../shared/table-format';
import type { Breakdown, Place } from './breakdown';
import { fourPlaces } from './charts/figure';
import { wilson } from './interval';
import type { PollLine } from './overview';
import type { Cell } from './privacy';
import type { Said } from './said';

export function pollsTable(lines: readonly PollLine[], note: string): TableRow[] {
	return [
		[note],
		[
			...['poll', 'question', 'level', 'status', 'opens_at', 'closes_at', 'topic', 'area', 'eligible'],
			...['class', 'answers', 'new_answers', 'new_answers_before'],
		],
		...lines.flatMap((line) => {
			const about = [
				line.slug,
				line.question,
				line.level,
				line.status,
				line.opensAt.toISOString(),
				line.closesAt.toISOString(),
				line.topic ?? '',
				line.area ?? '',
				line.eligible,
			];
			const { ballots, movements } = line;
			if (!ballots) return [[...about, null, null, null, null]];
			return movements.map(({ class: voters, now, before }) => [
				...about,
				voters,
				ballots[voters],
				now,
				before,
			]);
		}),
	];
}

export interface PollFigures {
	results: Results;
	options: readonly { id: number; label: string }[];
	breakdown: Breakdown | null;
}

/** Results as everybody gets them, with how sure they are; then areas and ages as they are protected on the page. */
export function pollTable(
	{ results, options, breakdown }: PollFigures,
	note: string,
	placeName: (place: Place | null) => string,
): TableRow[] {
	const about = [results.slug, results.asOf, results.status];
	const share = (option: OptionResult, ballots: number) => {
		const interval = wilson(option.votes, ballots);
		return [option.share, interval?.low, interval?.high].map((part) =>
			part === undefined ? null : fourPlaces(part),
		);
	};
	return [
		[note],
		[
			...['poll', 'as_of', 'status', 'part', 'class', 'group', 'eligible', 'answers'],
			...['option_id', 'option', 'votes', 'share', 'share_low', 'share_high', 'shown'],
		],
		...results.classes.flatMap((group) =>
			group.options.map((option) => [
				...about,
				'results',
				group.class,
				'',
				null,
				group.ballots,
				option.id,
				option.label,
				option.votes,
				...share(option, group.ballots),
				'exactly',
			]),
		),
		...(breakdown?.lines ?? []).flatMap(({ place, ballots, cells }) =>
			cells.map((cell, i) => [
				results.slug,
				breakdown!.asOf.toISOString(),
				results.status,
				'areas-and-ages',
				'verified',
				placeName(place),
				place?.eligible ?? null,
				ballots,
				options[i]?.id ?? null,
				options[i]?.label ?? '',
				...figuresOf(cell),
			]),
		),
	];
}

function figuresOf(cell: Cell): TableRow {
	if (cell.shown !== 'exactly') return [null, null, null, null, cell.shown];
	return [cell.votes, cell.percent / 100, null, null, 'rounded'];
}

/** Comments as they come; the file is written while they are read. */
export async function* saidTable(
	said: AsyncIterable<Said>,
	{ note, origin }: { note: string; origin: string },
): AsyncGenerator<TableRow> {
	yield [note];
	yield [
		...[
			'id',
			'published_at',
			'under',
			'slug',
			'title',
			'reply',
			'official',
			'agree',
			'disagree',
			'pass',
			'replies',
		],
		...['text', 'address', 'official_answer'],
	];
	const address = (id: string | null) => (id === null ? '' : `${origin}/comments/${id}`);
	for await (const one of said) {
		yield [
			one.id,
			one.publishedAt.toISOString(),
			one.kind,
			one.slug,
			one.title,
			one.isReply ? 'yes' : 'no',
			one.isOfficial ? 'yes' : 'no',
			one.agree,
			one.disagree,
			one.pass,
			one.replies,
			one.body,
			address(one.id),
			address(one.answerId),
		];
	}
}
