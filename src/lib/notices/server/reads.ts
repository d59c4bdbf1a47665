/** Questions asked of the database about notices. What is shown is judged by its clock. */
import { sql } from 'kysely';
import type { Db } from '../../server/db/client';
import { formatVietnamTime } from '../../shared/vietnam-time';
import type { Wording } from '../../shared/wording';
import {
	noticeState,
	type Importance,
	type Notice,
	type NoticeForm,
	type NoticeState,
	type Place,
} from '../notice';

type Lang = 'vi' | 'en';
const MOST_AT_ONCE = 3;

/** What stands at a place right now, the most important first. Nobody reads more than a few. */
export async function listNotices(
	db: Db,
	{ place, lang }: { place: Exclude<Place, 'everywhere'>; lang: Lang },
): Promise<Notice[]> {
	const { rows } = await sql<Notice>`
		SELECT n.id, n.importance, t.lang, t.body FROM notice n
		CROSS JOIN LATERAL (SELECT lang, body FROM notice_text
			WHERE notice_id = n.id AND lang IN (${lang}, n.original_lang) ORDER BY lang <> ${lang} LIMIT 1) t
		WHERE n.place IN (${place}, 'everywhere') AND n.starts_at <= clock_timestamp() AND n.ends_at > clock_timestamp()
		ORDER BY array_position('{urgent,important,note}', n.importance), n.starts_at DESC, n.id
		LIMIT ${MOST_AT_ONCE}`.execute(db);
	return rows;
}

export interface DeskNotice {
	id: string;
	version: number;
	state: NoticeState;
	editedByName: string | null;
	startsAt: Date;
	endsAt: Date;
	form: NoticeForm;
}

interface Row extends Omit<DeskNotice, 'state' | 'form'> {
	place: Place;
	importance: Importance;
	originalLang: Lang;
	body: Partial<Wording> | null;
	now: Date;
}

const COLUMNS = sql`n.id, n.version, n.place, n.importance, n.original_lang, n.starts_at, n.ends_at,
	e.display_name AS edited_by_name, clock_timestamp() AS now,
	(SELECT jsonb_object_agg(lang, body) FROM notice_text WHERE notice_id = n.id) AS body`;

/** Those that end last first. */
export async function listDeskNotices(db: Db): Promise<DeskNotice[]> {
	const { rows } = await sql<Row>`SELECT ${COLUMNS} FROM notice n LEFT JOIN person e ON e.id = n.edited_by
		ORDER BY n.ends_at DESC, n.id LIMIT 200`.execute(db);
	return rows.map(asDeskNotice);
}

export async function findDeskNotice(db: Db, id: string): Promise<DeskNotice | undefined> {
	const { rows } = await sql<Row>`SELECT ${COLUMNS} FROM notice n LEFT JOIN person e ON e.id = n.edited_by
		WHERE n.id = ${id}`.execute(db);
	return rows[0] && asDeskNotice(rows[0]);
}

function asDeskNotice({ place, importance, originalLang, body, now, ...row }: Row): DeskNotice {
	return {
		...row,
		state: noticeState(row, now),
		form: {
			...{ place, importance, originalLang },
			body: { vi: body?.vi ?? '', en: body?.en ?? '' },
			startsAt: formatVietnamTime(row.startsAt),
			endsAt: formatVietnamTime(row.endsAt),
		},
	};
}
