/** Opinion groups in words. */
import { m } from '$lib/i18n/paraglide/messages';
import { number, percent } from '$lib/ui/format';
import { looksOf } from './groups/map-drawing';
import {
	FEWEST_TOLD,
	HARDLY_ANY,
	NEARLY_ALL,
	type ToldGroup,
	type ToldMap,
	type ToldShare,
} from './groups/tell-groups';

/** A, B, C… as long as the group is there. */
export function letterOf(slot: number): string {
	return String.fromCharCode('A'.charCodeAt(0) + (slot % 26));
}

export function groupName(slot: number): string {
	return m.groups_name({ letter: letterOf(slot) });
}

export function peopleWords({ people }: Pick<ToldGroup, 'people'>): string {
	return people === null
		? m.groups_people_few({ count: number(FEWEST_TOLD) })
		: m.groups_people({ count: number(people) });
}

export function shareWords(share: ToldShare): string {
	if (share > NEARLY_ALL) return m.groups_share_above({ share: percent(NEARLY_ALL / 100) });
	if (share < HARDLY_ANY) return m.groups_share_below({ share: percent(HARDLY_ANY / 100) });
	return percent(share / 100);
}

export function shapeName(slot: number): string {
	const names = [
		m.groups_shape_circle,
		m.groups_shape_square,
		m.groups_shape_triangle,
		m.groups_shape_diamond,
		m.groups_shape_cross,
	];
	return names[looksOf(slot)]!();
}

export function apartWords({ stance, share, elsewhere }: ToldGroup['apart'][number]): string {
	const figures = { share: shareWords(share), elsewhere: shareWords(elsewhere) };
	return stance === 'agree' ? m.groups_apart_agree(figures) : m.groups_apart_disagree(figures);
}

export function commonWords({ shares }: ToldMap, { comment, stance }: ToldMap['common'][number]): string {
	const told = (shares[comment] ?? []).flatMap((one) => (one ? [one[stance]] : []));
	const lowest = told.length > 0 ? shareWords(Math.min(...told)) : '';
	if (lowest === '') return stance === 'agree' ? m.groups_common_agree_few() : m.groups_common_disagree_few();
	return stance === 'agree' ? m.groups_common_agree({ lowest }) : m.groups_common_disagree({ lowest });
}

export function divisiveWords(
	{ groups, shares }: ToldMap,
	{ comment, most, least }: ToldMap['divisive'][number],
): string {
	const agree = (slot: number) => {
		const told = shares[comment]?.[groups.findIndex((group) => group.slot === slot)];
		return told ? shareWords(told.agree) : m.insight_too_few();
	};
	return m.groups_divisive_words({
		most: groupName(most),
		share: agree(most),
		least: groupName(least),
		other: agree(least),
	});
}

/** The whole page in a few sentences. */
export function summaryOf({ groups, people, placed, comments }: ToldMap): string {
	const sizes = groups.map((group) => `${groupName(group.slot)}: ${peopleWords(group)}`).join('; ');
	const said = m.groups_summary({
		count: groups.length,
		people: number(people),
		comments: number(comments),
		sizes,
	});
	return placed > 0 ? `${said} ${m.groups_placed({ count: number(placed) })}` : said;
}
