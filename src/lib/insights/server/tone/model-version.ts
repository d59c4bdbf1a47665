/** Which model rated: another file gives another name, and all comments are rated anew. */
import { createHash } from 'node:crypto';
import file from '../../tone/model.json';

let version: string | undefined;

export function modelVersion(): string {
	return (version ??= createHash('sha256').update(JSON.stringify(file)).digest('hex').slice(0, 12));
}
