/** To whom letters go: a file of the office's own, which is read and never kept. */
import { CsvError, parse } from 'csv-parse/sync';
import { findColumns, type ColumnProblem } from '../../columns';
import { normaliseDocumentNumber } from '../../document-number';
import { decodeFile, type FileProblem } from '../../roll-file';

/** Bytes: some 10,000 addresses. */
export const LARGEST_ADDRESSES = 1024 * 1024;
const LONGEST_CELL = 200;

export interface Addressee {
	line: number;
	/** Normalised. */
	number: string;
	name: string;
	address: string;
}

export interface Addresses {
	addressees: Addressee[];
	/** Lines without a number that can be one. */
	faulty: number[];
}

export function readAddresses(
	file: Uint8Array,
): Addresses | FileProblem | ColumnProblem | `quotes:${number}` {
	const decoded = decodeFile(file);
	if (typeof decoded === 'string') return decoded;
	let records: { record: string[]; info: { lines: number } }[];
	try {
		records = parse(decoded.text, {
			delimiter: decoded.separator,
			info: true,
			relax_column_count: true,
			skip_empty_lines: true,
			skip_records_with_empty_values: true,
			trim: true,
		}) as unknown as typeof records;
	} catch (error) {
		if (!(error instanceof CsvError)) throw error;
		return `quotes:${Number(error.lines ?? 0)}`;
	}
	const [header, ...lines] = records;
	if (!header || lines.length === 0) return 'empty';
	const columns = findColumns(header.record, ['number', 'name', 'address']);
	if (typeof columns === 'string') return columns;
	const addressees: Addressee[] = [];
	const faulty: number[] = [];
	for (const { record, info } of lines) {
		const cell = (place: number | undefined) => (record[place ?? -1] ?? '').slice(0, LONGEST_CELL);
		const number = normaliseDocumentNumber(cell(columns.number));
		if (number === undefined) faulty.push(info.lines);
		else
			addressees.push({
				line: info.lines,
				number,
				name: cell(columns.name),
				address: cell(columns.address),
			});
	}
	return { addressees, faulty };
}
