import { expect, test } from 'vitest';
import { findColumns } from './columns';
import { AreaNames, readLine } from './roll-line';

const areas = new AreaNames([
	{ code: 'xa-tan-loc', names: ['Xã Tân Lộc', 'Tân Lộc Commune'] },
	{ code: 'phuong-dong-da', names: ['Phường Đống Đa'] },
	{ code: 'xa-binh-phu', names: ['Xã Bình Phú'] },
	{ code: 'xa-binh-phu-2', names: ['Xã Bình Phú'] },
]);
const today = new Date('2026-03-01T00:00:00Z');
const columns = { number: 0, birth: 1, area: 2, 'old-number': 3 };

test.each([
	[['document_number', 'birth_date', 'area'], { number: 0, birth: 1, area: 2 }],
	[
		['Họ tên', 'SỐ ĐỊNH DANH', 'Ngày sinh', 'Khu vực', 'Số cũ'],
		{ number: 1, birth: 2, area: 3, 'old-number': 4 },
	],
	[['Số định danh'.normalize('NFD'), 'Ngày sinh', 'Xã/phường'], { number: 0, birth: 1, area: 2 }],
	[['birth_date', 'area'], 'column-missing:number'],
	[['số định danh', 'khu vực'], 'column-missing:birth'],
	[['số định danh', 'ngày sinh', 'khu vực', 'area'], 'column-twice:area'],
	[[''], 'column-missing:number'],
])('the columns %j are %j', (header, found) => {
	expect(findColumns(header, ['number', 'birth', 'area'], ['old-number'])).toEqual(found);
});

const line = (number: string, birthDate = '1990-05-01', areaCode = 'xa-tan-loc') => ({
	number,
	birthDate,
	areaCode,
});

test.each<[string[], ReturnType<typeof readLine>]>([
	[['001099000001', '1/5/1990', 'xa-tan-loc'], line('001099000001')],
	[['001099000001', '1990-05-01', 'Xã Tân Lộc'], line('001099000001')],
	[['001099000001', '1990-05-01', 'xã  tân lộc '.normalize('NFD')], line('001099000001')],
	[['001 099 000 001', '1990-05-01', 'Tân Lộc Commune'], line('001099000001')],
	[["'001099000001", '1990-05-01', 'xa-tan-loc'], line('001099000001')],
	[['="001099000001"', '1990-05-01', 'xa-tan-loc'], line('001099000001')],
	[['012345678', '1990-05-01', 'xa-tan-loc'], line('012345678')],
	[['001099000001', '1990-05-01', 'Phường Đống Đa'], line('001099000001', '1990-05-01', 'phuong-dong-da')],
	[
		['001099000001', '1990-05-01', 'xa-tan-loc', '012345678'],
		{ ...line('001099000001'), oldNumber: '012345678' },
	],
	[['', '1990-05-01', 'xa-tan-loc'], 'number-missing'],
	[[], 'number-missing'],
	[['1099000001', '1990-05-01', 'xa-tan-loc'], 'zeros-lost'],
	[['12345678', '1990-05-01', 'xa-tan-loc'], 'zeros-lost'],
	[['1.099E+09', '1990-05-01', 'xa-tan-loc'], 'number-rounded'],
	[['1,099E+09', '1990-05-01', 'xa-tan-loc'], 'number-rounded'],
	[['00109900000x', '1990-05-01', 'xa-tan-loc'], 'number-malformed'],
	[['0010990000012', '1990-05-01', 'xa-tan-loc'], 'number-malformed'],
	[['001099000001', '1990-05-01', 'xa-tan-loc', '1234'], 'old-number-malformed'],
	[['001099000001', '1990-05-01', 'xa-tan-loc', '12345678'], 'zeros-lost'],
	[['001099000001', '1990-05-01', 'xa-tan-loc', '001099000002'], 'old-number-malformed'],
	[['012345678', '1990-05-01', 'xa-tan-loc', '012345679'], 'old-number-alone'],
	[['001099000001', '', 'xa-tan-loc'], 'birth-missing'],
	[['001099000001', '1990', 'xa-tan-loc'], 'birth-malformed'],
	[['001099000001', '31/02/1990', 'xa-tan-loc'], 'birth-impossible'],
	[['001099000001', '1990-05-01', ''], 'area-missing'],
	[['001099000001', '1990-05-01', 'Xã Không Có'], 'area-unknown'],
	[['001099000001', '1990-05-01', 'Xã Bình Phú'], 'area-unknown'],
])('%j is read as %j', (cells, read) => {
	expect(readLine(cells, columns, { areas, today })).toEqual(read);
});
