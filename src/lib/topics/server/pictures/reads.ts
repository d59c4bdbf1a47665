import { sql, type RawBuilder } from 'kysely';
import type { Db } from '../../../server/db/client';
import type { Picture, PictureFile } from '../../picture';

/** The files of a picture as jsonb. @param pictureId a column */
export const filesOf = (pictureId: RawBuilder<unknown>): RawBuilder<PictureFile[]> =>
	sql`(SELECT jsonb_agg(jsonb_build_object('name', name, 'width', width) ORDER BY width)
		FROM picture_file WHERE picture_id = ${pictureId})`;

export async function findPicture(db: Db, id: string): Promise<Picture | undefined> {
	return db
		.selectFrom('picture')
		.select(['picture.id', 'picture.width', 'picture.height'])
		.select(filesOf(sql.ref('picture.id')).as('files'))
		.where('picture.id', '=', id)
		.executeTakeFirst();
}
