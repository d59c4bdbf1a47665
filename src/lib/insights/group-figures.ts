/** The map of opinion groups as a figure. It tells what the page tells: handfuls, rounded sizes, shares of five answers or more. */
import { m } from '$lib/i18n/paraglide/messages';
import { dateTime, number } from '$lib/ui/format';
import type { Figure } from './charts/figure';
import { groupName, letterOf, peopleWords, shapeName, summaryOf } from './group-words';
import { drawGroups } from './groups/map-drawing';
import { FEWEST_TOLD, type ToldMap } from './groups/tell-groups';

interface Mapped {
	title: string;
	told: ToldMap;
	foundAt: Date;
}

export function mapFigure({ title, told, foundAt }: Mapped): Figure {
	const { groups } = told;
	return {
		id: 'map',
		title: `${m.groups_map()}: ${title}`,
		summary: summaryOf(told),
		note: `${m.chart_source({ when: dateTime(foundAt) })} ${summaryOf(told)} ${m.groups_map_how({ count: number(FEWEST_TOLD) })}`,
		columns: [m.groups_col_group(), m.groups_col_shape(), m.groups_col_people()],
		rows: groups.map(({ slot, people }) => [
			groupName(slot),
			shapeName(slot),
			people ?? peopleWords({ people }),
		]),
		drawing: {
			kind: 'map',
			groups: drawGroups(groups.filter(({ marks }) => marks.length > 0)).map((drawn) => ({
				...drawn,
				letter: letterOf(drawn.slot),
				label: `${groupName(drawn.slot)}: ${peopleWords(groups.find(({ slot }) => slot === drawn.slot)!)}`,
			})),
		},
	};
}
