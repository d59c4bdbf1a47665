/** Comments over HTTP: the built application with a topic of its own, and people who write under it. */
import { randomUUID } from 'node:crypto';
import { openDb, openPool } from '../../src/lib/server/db/client';
import { startApp } from './app-process.ts';
import { makeCitizen, makeSession } from './citizens.ts';
import { makeTopic } from './comments.ts';
import { freshDatabase } from './database.ts';

export interface Listed {
	comments: { id: string; body: string; author: string; replies: { body: string }[] }[];
	next: string | null;
	total: number;
}

/** Nowhere else, and nothing that reads like a number of somebody's. */
export const letters = () =>
	randomUUID().replace(/[\d-]/g, (sign) => 'ghijklmnopq'.charAt(Number(sign) || 10));

export async function openCommentApi() {
	const database = await freshDatabase();
	const db = openDb(openPool(database.appUrl, 4));
	const app = await startApp({ databaseUrl: database.appUrl });
	await app.waitReady();
	const { slug } = await makeTopic(database);
	const api = `${app.origin}/api/v1/topics/${slug}/comments`;

	/** Somebody with a name; by default one whose texts are shown at once. */
	async function writer({ known = true, displayName = 'Người viết' as string | null } = {}) {
		const personId = await makeCitizen(db, { ...(displayName ? { displayName } : {}) });
		const cookie = `s=${await makeSession(db, personId)}`;
		const post = (body: unknown, headers: Record<string, string> = {}) =>
			fetch(api, {
				method: 'POST',
				headers: { 'content-type': 'application/json', origin: app.origin, cookie, ...headers },
				body: typeof body === 'string' ? body : JSON.stringify(body),
			});
		if (known) {
			const first = (await (await post({ body: `Lời đầu ${letters()}` })).json()) as { id: string };
			await db
				.updateTable('comment')
				.set({ state: 'published', publishedAt: new Date() })
				.where('id', '=', first.id)
				.execute();
		}
		return { personId, post };
	}

	async function setMode(mode: 'before' | 'after') {
		await db
			.updateTable('thread')
			.set({ mode })
			.where('topicId', '=', (eb) => eb.selectFrom('topic').select('id').where('slug', '=', slug))
			.execute();
	}

	return {
		...{ database, db, app, slug, api, writer, setMode },
		list: async (query = ''): Promise<Listed> => (await fetch(`${api}${query}`)).json() as Promise<Listed>,
		async close() {
			await app.stop();
			await db.destroy();
			await database.drop();
		},
	};
}

export type CommentApi = Awaited<ReturnType<typeof openCommentApi>>;
