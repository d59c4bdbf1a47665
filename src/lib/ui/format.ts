/** Numbers, dates and spans of time in the reader's language; always Vietnam's time, and it says so. */
import { m } from '$lib/i18n/paraglide/messages';
import { getLocale } from '$lib/i18n/paraglide/runtime';

const ZONE = 'Asia/Ho_Chi_Minh';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

function tag(): string {
	return getLocale() === 'en' ? 'en-GB' : 'vi-VN';
}

const made = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

/** Making a formatter costs a hundred times what using it does, and a page uses dozens. */
function kept<Format extends Intl.NumberFormat | Intl.DateTimeFormat>(
	name: string,
	make: (tag: string) => Format,
): Format {
	const key = `${tag()} ${name}`;
	let format = made.get(key) as Format | undefined;
	if (!format) made.set(key, (format = make(tag())));
	return format;
}

export function number(value: number, digits = 0): string {
	return kept(
		`number ${digits}`,
		(tag) => new Intl.NumberFormat(tag, { maximumFractionDigits: digits }),
	).format(value);
}

/** @param part 0 to 1 */
export function percent(part: number): string {
	return kept(
		'percent',
		(tag) => new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 1 }),
	).format(part);
}

export function date(value: Date): string {
	return kept('date', (tag) => new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: ZONE })).format(
		value,
	);
}

export function time(value: Date, seconds = false): string {
	return kept(
		`time ${seconds}`,
		(tag) =>
			new Intl.DateTimeFormat(tag, {
				hour: '2-digit',
				minute: '2-digit',
				...(seconds ? { second: '2-digit' } : {}),
				hourCycle: 'h23',
				timeZone: ZONE,
			}),
	).format(value);
}

export function dateTime(value: Date): string {
	return m.date_time({ date: date(value), time: time(value) });
}

export function shortDay(value: Date): string {
	return kept(
		'short day',
		(tag) => new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'numeric', timeZone: ZONE }),
	).format(value);
}

const calendar = new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', timeZone: ZONE });

/** The calendar day in Vietnam, as something to group by: 2026-11-23. */
export function dayKey(value: Date): string {
	return calendar.format(value);
}

/** How long until something, in the largest unit that says enough. */
export function remaining(from: Date, to: Date): string {
	const span = Math.max(0, to.getTime() - from.getTime());
	if (span >= DAY) return m.remaining_days({ count: Math.floor(span / DAY) });
	if (span >= HOUR) return m.remaining_hours({ count: Math.floor(span / HOUR) });
	return m.remaining_minutes({ count: Math.max(1, Math.floor(span / MINUTE)) });
}

export function answers(count: number): string {
	return m.answers_count({ count, text: number(count) });
}
