/** The pictures of the sample town's topics: drawings of the project's own (pictures/), which become pictures as any other does. */
import { readFileSync } from 'node:fs';
import type pg from 'pg';
import type { FileStore } from '../../src/lib/server/files/file-store.ts';
import { MAIN_TOPIC, type Bilingual } from './topics.ts';

interface SamplePicture {
	topic: string;
	alt: Bilingual;
	caption: Bilingual;
}

const PICTURES: SamplePicture[] = [
	{
		topic: MAIN_TOPIC,
		alt: {
			vi: 'Tranh vẽ: trụ sở cơ quan một tầng có đồng hồ trên mái, hai hàng cây, hai người dân đang đi vào, một người cầm hồ sơ.',
			en: 'Drawing: a one-storey public office with a clock on its gable and trees on both sides; two people are going in, one with papers in hand.',
		},
		caption: {
			vi: 'Đúng giờ là điều đầu tiên người dân nhìn thấy.',
			en: 'Being on time is the first thing people notice.',
		},
	},
	{
		topic: 'bo-phan-mot-cua-cap-xa',
		alt: {
			vi: 'Tranh vẽ: quầy một cửa có hai cán bộ ngồi sau, bảng điện tử hiện số thứ tự 18, hai người dân đứng trước quầy.',
			en: 'Drawing: a one-stop counter with two members of staff behind it, a display showing queue number 18, and two people in front.',
		},
		caption: { vi: '', en: '' },
	},
	{
		topic: 'duong-sa-thoat-nuoc',
		alt: {
			vi: 'Tranh vẽ: phố dưới mưa, giữa đường có ổ gà đầy nước với hai cọc tiêu hai bên, một em nhỏ che ô đi qua.',
			en: 'Drawing: a street in the rain, a pothole full of water between two traffic cones, and a child with an umbrella walking past.',
		},
		caption: {
			vi: 'Cống còn đó mà nước vẫn đọng: người đi qua mỗi ngày biết rõ nhất.',
			en: 'The drain is there and the water stays: those who pass every day know best.',
		},
	},
];

const CREDIT = 'Hỏi Dân';

/** Outside of the town's transaction, since files know none; a second call finds what there is. */
export async function givePictures(db: pg.Client, store: FileStore): Promise<number> {
	// A native module, and only of use here once in the life of a town.
	const { default: sharp } = await import('sharp');
	const { reencode } = await import('../../src/lib/topics/server/pictures/reencode.ts');
	// Uploads may be no drawings of this kind; these are our own.
	sharp.unblock({ operation: ['VipsForeignLoadSvgBuffer'] });
	let given = 0;
	for (const { topic, alt, caption } of PICTURES) {
		const { rows } = await db.query<{ id: string }>(
			'SELECT id FROM topic WHERE slug = $1 AND picture_id IS NULL AND version = 1',
			[topic],
		);
		if (!rows[0]) continue;
		const drawing = readFileSync(new URL(`./pictures/${topic}.svg`, import.meta.url));
		const made = await reencode(await sharp(drawing).png().toBuffer());
		if (!made.ok) throw new Error(`the drawing of ${topic}: ${made.reason}`);
		const { width, height, files } = made.value;
		for (const { name, bytes, type } of files) await store.put(name, bytes, type);
		await db.query('BEGIN');
		const picture = await db.query<{ id: string }>(
			'INSERT INTO picture (width, height) VALUES ($1, $2) RETURNING id',
			[width, height],
		);
		for (const file of files) {
			await db.query('INSERT INTO picture_file (picture_id, name, width, bytes) VALUES ($1, $2, $3, $4)', [
				...[picture.rows[0]!.id, file.name, file.width, file.bytes.length],
			]);
		}
		for (const lang of ['vi', 'en'] as const) {
			await db.query(
				'UPDATE topic_text SET picture_alt = $3, picture_caption = $4 WHERE topic_id = $1 AND lang = $2',
				[rows[0].id, lang, alt[lang], caption[lang]],
			);
		}
		await db.query('UPDATE topic SET picture_id = $2, picture_credit = $3, author = $4 WHERE id = $1', [
			...[rows[0].id, picture.rows[0]!.id, CREDIT, 'Ban biên tập Hỏi Dân'],
		]);
		await db.query('COMMIT');
		given += 1;
	}
	return given;
}
