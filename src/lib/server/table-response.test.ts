import { readXlsx } from 'hucre/xlsx';
import { expect, test } from 'vitest';
import type { TableRow } from '../shared/table-format';
import { tableResponse } from './table-response';

const rows: TableRow[] = [
	['Chú thích', null],
	['=1+1', 12],
	['a "b", c\nd', 0.5],
];

async function* slowly() {
	for (const row of rows) yield await Promise.resolve(row);
}

test('CSV has its mark, its quotes, and no formula', async () => {
	const response = await tableResponse({ name: 'bang', format: 'csv', rows: slowly() });
	expect(Object.fromEntries(response.headers)).toMatchObject({
		'content-disposition': 'attachment; filename="bang.csv"',
		'cache-control': 'private, no-store',
	});
	const text = Buffer.from(await response.arrayBuffer()).toString('utf8');
	expect(text).toBe('\ufeffChú thích,\r\n\'=1+1,12\r\n"a ""b"", c\nd",0.5\r\n');
});

test('XLSX holds the same cells; a text is a text whatever it begins with, and a number is one', async () => {
	const response = await tableResponse({ name: 'bang', format: 'xlsx', rows: slowly() });
	expect(response.headers.get('content-disposition')).toBe('attachment; filename="bang.xlsx"');
	const book = await readXlsx(new Uint8Array(await response.arrayBuffer()));
	const sheet = book.sheets[0]!;
	expect(sheet.name).toBe('Hỏi Dân');
	expect(sheet.rows[1]).toEqual(['=1+1', 12]);
	expect(sheet.rows[2]).toEqual(['a "b", c\nd', 0.5]);
});

test('a cell longer than Excel takes is cut, so that the file opens', async () => {
	const response = await tableResponse({ name: 'dai', format: 'xlsx', rows: [['x'.repeat(40_000)]] });
	const book = await readXlsx(new Uint8Array(await response.arrayBuffer()));
	expect(String(book.sheets[0]!.rows[0]![0])).toHaveLength(32_767);
});

test.each(['csv', 'xlsx'] as const)(
	'%s asks for rows only as they are taken, and stops when nobody listens',
	async (format) => {
		let asked = 0;
		let ended = false;
		async function* endless(): AsyncGenerator<TableRow> {
			try {
				for (;;) {
					asked++;
					yield [asked, `dòng ${Math.sin(asked)}`];
					await Promise.resolve();
				}
			} finally {
				ended = true;
			}
		}
		const response = await tableResponse({ name: 'dai', format, rows: endless() });
		const reader = response.body!.getReader();
		// A workbook begins with parts that hold no rows.
		while (asked === 0) await reader.read();
		expect(asked).toBeLessThan(100_000);
		await reader.cancel();
		await expect.poll(() => ended).toBe(true);
	},
);
