/** Dates of birth, as people and offices write them: day first, as in Vietnam, or ISO 8601. */

const DAY_FIRST = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/;
/** A spreadsheet adds midnight to a date. */
const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?$/;
const EARLIEST = 1880;

export type BirthDateFault = 'malformed' | 'impossible';

/** @returns `YYYY-MM-DD`; or why there is none: not a date as one writes it, or a day that nobody can be born on */
export function readBirthDate(text: string, today: Date): { date: string } | BirthDateFault {
	const written = text.normalize('NFKC').trim();
	const [, day, month, year] = DAY_FIRST.exec(written) ?? reversed(ISO.exec(written));
	if (!day || !month || !year) return 'malformed';
	const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
	const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
	// The 31st of February would be a day of March.
	if (!date.toISOString().startsWith(iso)) return 'impossible';
	return Number(year) >= EARLIEST && date <= today ? { date: iso } : 'impossible';
}

function reversed(found: RegExpExecArray | null): (string | undefined)[] {
	return found ? ['', found[3], found[2], found[1]] : [];
}
