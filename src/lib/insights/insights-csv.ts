/** The dashboard's figures as table files. The first line says what is in them; the second names the columns. */
import type { OptionResult, Results } from '../polls/results';
import { csvOf } from '../shared/csv';
import type { Breakdown, Place } from './breakdown';
import { wilson } from './interval';
import type { PollLine } from './overview';
import type { Cell } from './privacy';

const text = (value: number | null | undefined) =>
	value === null || value === undefined ? '' : String(value);

export function pollsCsv(lines: readonly PollLine[], note: string): string {
	return csvOf([
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
				text(line.eligible),
			];
			const { ballots, movements } = line;
			if (!ballots) return [[...about, '', '', '', '']];
			return movements.map(({ class: voters, now, before }) => [
				...about,
				voters,
				String(ballots[voters]),
				String(now),
				text(before),
			]);
		}),
	]);
}

export interface PollFigures {
	results: Results;
	options: readonly { id: number; label: string }[];
	breakdown: Breakdown | null;
}

/** Results as everybody gets them, with how sure they are; then areas and ages as they are protected on the page. */
export function pollCsv(
	{ results, options, breakdown }: PollFigures,
	note: string,
	placeName: (place: Place | null) => string,
): string {
	const about = [results.slug, results.asOf, results.status];
	const share = (option: OptionResult, ballots: number) => {
		const interval = wilson(option.votes, ballots);
		return [option.share, interval?.low, interval?.high].map((part) =>
			part === undefined ? '' : String(Math.round(part * 10_000) / 10_000),
		);
	};
	return csvOf([
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
				'',
				String(group.ballots),
				String(option.id),
				option.label,
				String(option.votes),
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
				text(place?.eligible),
				text(ballots),
				text(options[i]?.id),
				options[i]?.label ?? '',
				...figuresOf(cell),
			]),
		),
	]);
}

function figuresOf(cell: Cell): string[] {
	if (cell.shown !== 'exactly') return ['', '', '', '', cell.shown];
	return [String(cell.votes), String(cell.percent / 100), '', '', 'rounded'];
}
