/** Figures of the dashboard in words. */
import { m } from '$lib/i18n/paraglide/messages';
import { classLabel } from '$lib/polls/labels';
import { answers, date, dateTime, number, percent } from '$lib/ui/format';
import type { Kind, ResultPolicy, Status } from '../polls/poll';
import { isRating } from '../polls/poll';
import { mean, median, type ClassResult, type OptionResult } from '../polls/results';
import { isOffBalance, type Breakdown, type BreakdownLine, type Place } from './breakdown';
import { fourPlaces, roundTop, type Mark } from './charts/figure';
import { FEW, overlap, wilson, type Interval } from './interval';
import type { Movement, Mover } from './movement';
import type { CommentFigures, OpinionMover } from './overview';
import type { Cell } from './privacy';

/** Whole percents: an interval said to the decimal would sound surer than it is. Of what files have, so that both agree. */
function whole(part: number): string {
	return percent(Math.round(fourPlaces(part) * 100) / 100);
}

/** From here on an interval is told in whole percents; a narrower one would begin and end alike. */
const BROAD = 0.02;

/** An interval in words; a narrow one is rather told too broad than too narrow. */
function rangeWords({ low, high }: Interval): { low: string; high: string } {
	if (high - low >= BROAD) return { low: whole(low), high: whole(high) };
	return { low: percent(Math.floor(low * 1_000) / 1_000), high: percent(Math.ceil(high * 1_000) / 1_000) };
}

/** How many of those who may have answered; a few of very many are not none. */
export function eligibleWords(ballots: number, eligible: number): string {
	const part = ballots / eligible;
	const share = part > 0 && part < 0.001 ? m.groups_share_below({ share: percent(0.001) }) : percent(part);
	return m.insight_eligible_share({ share, eligible: number(eligible) });
}

export function sourceWords(asOf: Date, question: string): string {
	return `${question} ${m.chart_source({ when: dateTime(asOf) })}`;
}

/** Of a scale from zero that holds all of these. */
export function marksOf(values: readonly number[]): Mark[] {
	const top = roundTop(Math.max(...values));
	return [0, top / 2, top].map((value) => ({ value, label: number(value) }));
}

/** A scale of shares, from zero. */
export function upTo(most: number): { most: number; edges: [string, string] } {
	return { most, edges: [percent(0), percent(most)] };
}

/** Columns of a share over time, and of what it may be. */
export function shareColumns(label: string): string[] {
	return [label, m.insight_col_low_of({ label }), m.insight_col_high_of({ label })];
}

export function intervalWords(option: OptionResult, ballots: number): string {
	const interval = wilson(option.votes, ballots);
	if (!interval) return percent(option.share);
	return m.insight_interval_words({ share: percent(option.share), ...rangeWords(interval) });
}

/** What a class said, and how sure that is: one or two sentences. */
export function summaryWords(result: ClassResult, kind: Kind): string {
	if (result.ballots === 0) return m.class_empty();
	const total = answers(result.ballots);
	if (isRating(kind)) {
		return m.insight_rating({
			mean: number(mean(result) ?? 0, 1),
			median: number(median(result) ?? 0),
			total,
		});
	}
	const [first, second] = [...result.options].sort((a, b) => b.votes - a.votes);
	if (!first) return '';
	const interval = wilson(first.votes, result.ballots)!;
	const leader = m.insight_leader({
		label: first.label,
		share: percent(first.share),
		total,
		...rangeWords(interval),
	});
	if (!second) return leader;
	if (overlap(interval, wilson(second.votes, result.ballots)!))
		return `${leader} ${m.insight_leader_unclear({ label: second.label })}`;
	// Four of four are apart by the formula, and yet nobody should conclude from four.
	return result.ballots < FEW ? leader : `${leader} ${m.insight_leader_clear()}`;
}

export function changeWords({ now, before }: Movement, days: number): string {
	const count = number(days);
	if (before === null) return m.insight_change_first();
	if (now === before) return m.insight_change_none({ count });
	const change = number(Math.abs(now - before));
	return now > before ? m.insight_change_up({ change, count }) : m.insight_change_down({ change, count });
}

export function commentChangeWords({ now, before }: CommentFigures, days: number): string {
	return changeWords({ class: 'verified', now, before }, days);
}

/** How long comments wait for a moderator: the first of them, and how many for longer than they should. */
export function waitWords({ held, waits, oldest }: CommentFigures, now: Date): string {
	if (held === 0 || !oldest) return m.insight_wait_none();
	const hours = Math.max(1, Math.round((now.getTime() - oldest.getTime()) / 3_600_000));
	const first =
		hours < 48
			? m.insight_wait_first_hours({ count: number(hours) })
			: m.insight_wait_first_days({ count: number(Math.floor(hours / 24)) });
	if (waits.three + waits.longer === 0) return `${first} ${m.insight_wait_day()}`;
	return `${first} ${m.insight_wait_long({ three: number(waits.three), longer: number(waits.longer) })}`;
}

export function moverWords({ opensAt, movement }: Mover, days: number): string {
	const { class: voters, now, before } = movement;
	const figures = { now: number(now), count: number(days) };
	if (before === null) {
		const since = date(opensAt);
		return voters === 'verified'
			? m.insight_mover_new_verified({ ...figures, since })
			: m.insight_mover_new_unverified({ ...figures, since });
	}
	return voters === 'verified'
		? m.insight_mover_verified({ ...figures, before: number(before) })
		: m.insight_mover_unverified({ ...figures, before: number(before) });
}

export function shiftWords({ shift, label }: OpinionMover): string {
	const of = { class: classLabel(shift.class), total: answers(shift.ballots) };
	return label === null
		? m.insight_shift_mean({ ...of, now: number(shift.now, 1), before: number(shift.before, 1) })
		: m.insight_shift_option({ ...of, label, now: whole(shift.now), before: whole(shift.before) });
}

/** Why a poll's figures are not there. */
export function hiddenWords({ policy, status }: { policy: ResultPolicy; status: Status }): string {
	if (status === 'scheduled' || status === 'draft') return m.insight_not_open();
	return policy === 'after-vote' ? m.insight_hidden_vote() : m.insight_hidden();
}

export function placeWords(place: Place | null): string {
	if (place === null) return m.insight_place_unknown();
	const name = place.name ?? m.insight_place_everywhere();
	const where = place.isRest ? m.insight_place_rest({ name }) : name;
	const ages = agesWords(place);
	return ages === '' ? where : `${where}, ${ages}`;
}

/** Nothing for all ages. */
function agesWords({ from, to }: Place): string {
	if (from !== null && to !== null) return m.insight_ages({ from, to });
	if (from !== null) return m.insight_ages_from({ from });
	return to === null ? '' : m.insight_ages_to({ to });
}

export function cellWords(cell: Cell): string {
	switch (cell.shown) {
		case 'exactly':
			return m.row_value({ share: percent(cell.percent / 100), votes: number(cell.votes) });
		case 'nearly-all':
			return m.insight_nearly_all();
		case 'hardly-any':
			return m.insight_hardly_any();
		case 'hidden':
			return m.insight_too_few();
	}
}

/** Who is heard more or less than they are many. */
export function balanceWords({ lines }: Breakdown): string {
	const off = lines.filter(isOffBalance).map((line: BreakdownLine) => {
		const place = placeWords(line.place);
		return (line.ofAnswers ?? 0) > (line.ofRoll ?? 0)
			? m.insight_off_balance_more({ place })
			: m.insight_off_balance_less({ place });
	});
	return off.length === 0 ? m.insight_in_balance() : m.insight_off_balance({ places: off.join('; ') });
}
