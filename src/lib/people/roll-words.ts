/** What is wrong with a list, in words that say how to put it right. */
import { m } from '../i18n/paraglide/messages';
import type { Column } from './columns';
import type { LineFault } from './roll-line';

const COLUMNS: Record<Column, () => string> = {
	number: m.roll_column_number,
	birth: m.roll_column_birth,
	area: m.roll_column_area,
	'old-number': m.roll_column_old,
	name: m.letters_column_name,
	address: m.letters_column_address,
};

const PROBLEMS: Record<string, () => string> = {
	empty: m.roll_problem_empty,
	spreadsheet: m.roll_problem_spreadsheet,
	'utf-16': m.roll_problem_utf16,
	'not-utf-8': m.roll_problem_not_utf8,
	'no-file': m.roll_problem_no_file,
	'too-large': m.roll_problem_too_large,
	'addresses-too-large': m.roll_problem_addresses_too_large,
	malformed: m.roll_problem_malformed,
	interrupted: m.roll_problem_interrupted,
	forgotten: m.roll_problem_forgotten,
	overtaken: m.roll_problem_overtaken,
	'not-applied': m.roll_problem_not_applied,
};

/** @param problem as an import's row has it */
export function rollProblemWords(problem: string): string {
	const [name = '', about = ''] = problem.split(':');
	const column = COLUMNS[about as Column]?.() ?? about;
	if (name === 'column-missing') return m.roll_problem_column_missing({ column });
	if (name === 'column-twice') return m.roll_problem_column_twice({ column });
	if (name === 'quotes') return m.roll_problem_quotes({ line: about });
	return PROBLEMS[name]?.() ?? m.roll_problem_malformed();
}

const FAULTS: Record<Exclude<LineFault, 'duplicate'>, () => string> = {
	'number-missing': m.roll_fault_number_missing,
	'number-malformed': m.roll_fault_number_malformed,
	'number-rounded': m.roll_fault_number_rounded,
	'zeros-lost': m.roll_fault_zeros_lost,
	'old-number-malformed': m.roll_fault_old_malformed,
	'old-number-alone': m.roll_fault_old_alone,
	'birth-missing': m.roll_fault_birth_missing,
	'birth-malformed': m.birth_malformed,
	'birth-impossible': m.birth_impossible,
	'area-missing': m.roll_fault_area_missing,
	'area-unknown': m.roll_fault_area_unknown,
	'two-rows': m.roll_fault_two_rows,
	'older-number': m.roll_fault_older_number,
	'area-not-yours': m.roll_fault_area_not_yours,
	'lives-elsewhere': m.roll_fault_lives_elsewhere,
};

export function rollFaultWords(reason: LineFault, otherLine: number | null): string {
	if (reason === 'duplicate') return m.roll_fault_duplicate({ line: otherLine ?? 0 });
	return FAULTS[reason]();
}
