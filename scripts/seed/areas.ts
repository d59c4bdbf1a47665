/** Where the sample citizens live: one province and the wards and communes in it. */
import type { Bilingual } from './topics.ts';

export interface SampleArea {
	code: string;
	name: Bilingual;
	/** How many of a hundred sample citizens live there. */
	share: number;
}

export const PROVINCE = {
	code: 'tinh-mau',
	name: { vi: 'Tỉnh Mẫu', en: 'Mẫu Province' } satisfies Bilingual,
};

export const COMMUNES = [
	{ code: 'phuong-an-hoa', name: { vi: 'Phường An Hòa', en: 'An Hòa Ward' }, share: 26 },
	{ code: 'phuong-rach-sen', name: { vi: 'Phường Rạch Sen', en: 'Rạch Sen Ward' }, share: 22 },
	{ code: 'xa-tan-loc', name: { vi: 'Xã Tân Lộc', en: 'Tân Lộc Commune' }, share: 17 },
	{ code: 'xa-dong-tram', name: { vi: 'Xã Đồng Tràm', en: 'Đồng Tràm Commune' }, share: 14 },
	{ code: 'xa-long-son', name: { vi: 'Xã Long Sơn', en: 'Long Sơn Commune' }, share: 12 },
	{ code: 'xa-binh-phu', name: { vi: 'Xã Bình Phú', en: 'Bình Phú Commune' }, share: 9 },
] as const satisfies readonly SampleArea[];

export type AreaCode = (typeof COMMUNES)[number]['code'];
