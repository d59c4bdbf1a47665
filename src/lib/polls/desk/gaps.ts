/** What a draft lacks before it can open, and what its editor should know before it does. */
import { isEmpty, ratingValues, type PollForm } from './poll-form';
import { LANGS } from '../../shared/wording';
import { parseVietnamTime } from '../../shared/vietnam-time';

export type Gap = 'too-few-options' | 'more-choices-than-options' | 'closes-in-the-past';
export type Remark = 'opens-at-once' | 'partly-translated' | 'not-translated' | 'unverified-count' | 'short';

const HOUR = 3_600_000;

export function listGaps(form: PollForm, now: Date): Gap[] {
	const gaps: Gap[] = [];
	const options = countOptions(form);
	if (options < 2) gaps.push('too-few-options');
	else if (form.kind === 'multiple' && Number(form.maxChoices) > options)
		gaps.push('more-choices-than-options');
	const closesAt = parseVietnamTime(form.closesAt);
	if (closesAt && closesAt <= now) gaps.push('closes-in-the-past');
	return gaps;
}

export function listRemarks(form: PollForm, now: Date): Remark[] {
	const remarks: Remark[] = [];
	const [opensAt, closesAt] = [parseVietnamTime(form.opensAt), parseVietnamTime(form.closesAt)];
	if (opensAt && opensAt <= now) remarks.push('opens-at-once');
	const start = Math.max(opensAt?.getTime() ?? 0, now.getTime());
	if (closesAt && closesAt.getTime() - start < 24 * HOUR) remarks.push('short');
	const other = LANGS.find((lang) => lang !== form.originalLang)!;
	if (form.question[other].trim() === '') remarks.push('not-translated');
	else if (
		form.options.some((row) => !isEmpty(row) && row[other].trim() === '') ||
		(form.withOther && form.other[other].trim() === '') ||
		(form.intro[form.originalLang].trim() !== '' && form.intro[other].trim() === '')
	)
		remarks.push('partly-translated');
	if (form.level === 'open') remarks.push('unverified-count');
	return remarks;
}

function countOptions(form: PollForm): number {
	const values = ratingValues(form.kind).length;
	if (values > 0) return values;
	return form.options.filter((row) => !isEmpty(row)).length + (form.withOther ? 1 : 0);
}
