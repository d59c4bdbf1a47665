import { env } from '../env';
import { DiskStore } from './disk-store';
import type { FileStore } from './file-store';
import { S3Store } from './s3-store';

let opened: FileStore | undefined;

/** The one of the settings. */
export function fileStore(): FileStore {
	if (!opened) {
		const where = env().PICTURE_STORE;
		opened = 'folder' in where ? new DiskStore(where.folder) : new S3Store(where);
	}
	return opened;
}
