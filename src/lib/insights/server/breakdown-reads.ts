import type { Lang } from '../../polls/poll';
import type { Stratum } from '../../ballots/strata';
import type { Reader } from '../../server/db/reader';
import { breakdownOf, type Breakdown } from '../breakdown';
import type { ProtectedGroup } from '../privacy';

/** @returns people on the roll who may vote, and what was released last; null where nothing is known or was ever released */
export async function readBreakdown(
	reader: Reader,
	pollId: string,
	lang: Lang,
): Promise<{ eligible: number | null; breakdown: Breakdown | null }> {
	const row = await reader
		.selectFrom('pollStrata as k')
		.leftJoin('shownBreakdown as b', 'b.pollId', 'k.pollId')
		.select(['k.strata', 'b.hour', 'b.shown'])
		.where('k.pollId', '=', pollId)
		.executeTakeFirst();
	const strata = (row?.strata ?? []) as unknown as Stratum[];
	if (!row || strata.length === 0) return { eligible: null, breakdown: null };
	const eligible = strata.reduce((sum, one) => sum + one.eligible, 0);
	if (!row.hour || !row.shown) return { eligible, breakdown: null };
	const codes = strata.map(({ place }) => place).filter((place) => place !== null);
	const names = await reader
		.selectFrom('areaText')
		.select(['areaCode', 'lang', 'name'])
		.where('areaCode', 'in', codes.length > 0 ? codes : [''])
		.execute();
	const nameOf = (code: string | null) => {
		const found = names.filter(({ areaCode }) => areaCode === code);
		return (found.find((one) => one.lang === lang) ?? found[0])?.name ?? code;
	};
	const places = strata.map((stratum) => ({
		name: nameOf(stratum.place),
		isRest: stratum.isRest,
		from: stratum.from,
		to: stratum.to,
		eligible: stratum.eligible,
	}));
	return { eligible, breakdown: breakdownOf(places, row.shown as unknown as ProtectedGroup[], row.hour) };
}
