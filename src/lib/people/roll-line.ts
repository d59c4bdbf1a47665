/** One line of the authorities' list, and what it says. */
import { readBirthDate } from './birth-date';
import type { Scope } from './can';
import { normaliseDocumentNumber } from './document-number';
import { foldName, type Columns } from './columns';

export type LineFault =
	| 'number-missing'
	| 'number-malformed'
	| 'number-rounded'
	| 'zeros-lost'
	| 'old-number-malformed'
	| 'old-number-alone'
	| 'birth-missing'
	| 'birth-malformed'
	| 'birth-impossible'
	| 'area-missing'
	| 'area-unknown'
	/** Whoever imports looks after other areas. */
	| 'area-not-yours'
	/** The same number stands in an earlier line. */
	| 'duplicate'
	/** The line names one person, the roll two; or two lines name one person of the roll. */
	| 'two-rows'
	/** The roll knows the person by a newer number. */
	| 'older-number'
	/** The roll has the person in an area of somebody else. */
	| 'lives-elsewhere';

export interface RollLine {
	number: string;
	oldNumber?: string;
	/** YYYY-MM-DD */
	birthDate: string;
	areaCode: string;
}

/** Areas by code and by their names in any language; a name that two areas share stands for neither. */
export class AreaNames {
	readonly #codes = new Set<string>();
	readonly #named = new Map<string, string | null>();

	constructor(areas: readonly { code: string; names: readonly string[] }[]) {
		for (const { code, names } of areas) {
			this.#codes.add(code);
			for (const name of new Set([code, ...names].map(foldName))) {
				const other = this.#named.get(name);
				this.#named.set(name, other === undefined || other === code ? code : null);
			}
		}
	}

	find(text: string): string | undefined {
		const written = text.trim();
		return this.#codes.has(written) ? written : (this.#named.get(foldName(written)) ?? undefined);
	}
}

export function readLine(
	cells: readonly string[],
	columns: Columns,
	{ areas, scope = null, today }: { areas: AreaNames; scope?: Scope; today: Date },
): RollLine | LineFault {
	const cell = (column: keyof Columns) => unquoted(cells[columns[column] ?? -1] ?? '');
	const number = cell('number');
	if (number === '') return 'number-missing';
	const normal = normaliseDocumentNumber(number);
	if (normal === undefined) return numberFault(number);

	const old = cell('old-number');
	const oldNormal = old === '' ? undefined : normaliseDocumentNumber(old);
	if (old !== '' && oldNormal?.length !== 9) {
		const fault = numberFault(old);
		return fault === 'number-malformed' ? 'old-number-malformed' : fault;
	}
	if (oldNormal !== undefined && normal.length === 9) return 'old-number-alone';

	const birth = cell('birth');
	if (birth === '') return 'birth-missing';
	const read = readBirthDate(birth, today);
	if (typeof read === 'string') return `birth-${read}`;

	const area = cell('area');
	if (area === '') return 'area-missing';
	const areaCode = areas.find(area);
	if (areaCode === undefined) return 'area-unknown';
	if (scope !== null && !scope.includes(areaCode)) return 'area-not-yours';
	return { number: normal, oldNumber: oldNormal, birthDate: read.date, areaCode };
}

/** People make a spreadsheet keep its zeros with `'001…` or `="001…"`. */
function unquoted(text: string): string {
	const written = text.trim();
	return /^="(.*)"$/.exec(written)?.[1] ?? written.replace(/^'/, '');
}

function numberFault(text: string): 'number-rounded' | 'zeros-lost' | 'number-malformed' {
	if (/^\d([.,]\d+)?e\+?\d+$/i.test(text)) return 'number-rounded';
	// All provinces' codes begin with a zero, and so did many old numbers.
	if (/^(\d{7,8}|\d{10,11})([.,]0+)?$/.test(text.replace(/\s/g, ''))) return 'zeros-lost';
	return 'number-malformed';
}
