/** What opinion groups said of which comments, as rows of a file: what the page tells, and nothing else. */
import { m } from '../i18n/paraglide/messages';
import type { TableCell, TableRow } from '../shared/table-format';
import { dateTime, number } from '../ui/format';
import { letterOf, shareWords, summaryOf } from './group-words';
import { FEWEST_TOLD, HARDLY_ANY, NEARLY_ALL, type ToldMap, type ToldShare } from './groups/tell-groups';

interface Told {
	title: string;
	told: ToldMap;
	foundAt: Date;
	comments: Record<string, { body: string }>;
}

/** @param origin of the addresses of comments */
export function groupsTable({ title, told, foundAt, comments }: Told, origin: string): TableRow[] {
	const note = [
		`${m.groups_title()}: ${title}.`,
		m.chart_source({ when: dateTime(foundAt) }),
		summaryOf(told),
		m.groups_how_privacy({ count: number(FEWEST_TOLD) }),
	].join(' ');
	const lines = [
		...told.common.map(({ comment, stance }) => ({ part: 'common-ground', group: '', stance, comment })),
		...told.divisive.map(({ comment }) => ({ part: 'divides', group: '', stance: '', comment })),
		...told.groups.flatMap(({ slot, people, apart }) =>
			(people === null ? [] : apart).map(({ comment, stance }) => ({
				part: 'sets-apart',
				group: letterOf(slot),
				stance,
				comment,
			})),
		),
	].filter(({ comment }) => comment in comments);
	return [
		[note],
		[
			...['part', 'group', 'stance'],
			...told.groups.flatMap(({ slot }) =>
				['agree', 'disagree', 'pass'].map((by) => `${letterOf(slot)}_${by}`),
			),
			...['text', 'address'],
		],
		...lines.map(({ part, group, stance, comment }) => [
			...[part, group, stance],
			...told.groups.flatMap((_, at) => {
				const shares = told.shares[comment]?.[at];
				return shares ? [shares.agree, shares.disagree, shares.pass].map(shareCell) : [null, null, null];
			}),
			...[comments[comment]!.body, `${origin}/comments/${comment}`],
		]),
	];
}

/** A share near nought or all is only said to be so. */
function shareCell(share: ToldShare): TableCell {
	return share < HARDLY_ANY || share > NEARLY_ALL ? shareWords(share) : share / 100;
}
