/**
 * What somebody typed before they signed in. The browser keeps a random token, we keep its digest and the text, for two
 * hours; signing in brings both together again.
 */
import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Cookies } from '@sveltejs/kit';
import type { Db } from '../../server/db/client';
import { env } from '../../server/env';

export interface Draft {
	threadId: string;
	parentId: string | null;
	body: string;
}

export const DRAFT_COOKIE = 'draft';
const HOURS = 2;

/** @param draft its body is well formed (bodySchema) */
export async function keepDraft(db: Db, cookies: Cookies, draft: Draft): Promise<void> {
	const token = randomBytes(32);
	await db
		.insertInto('commentDraft')
		.values({ ...draft, tokenHash: hashOf(token) })
		.execute();
	cookies.set(DRAFT_COOKIE, token.toString('base64url'), {
		path: '/',
		httpOnly: true,
		secure: env().ORIGIN.startsWith('https:'),
		sameSite: 'lax',
		maxAge: HOURS * 3_600,
	});
}

export async function findDraft(db: Db, cookies: Cookies, threadId: string): Promise<Draft | undefined> {
	const token = cookies.get(DRAFT_COOKIE);
	if (token === undefined || !/^[\w-]{43}$/.test(token)) return undefined;
	return db
		.selectFrom('commentDraft')
		.select(['threadId', 'parentId', 'body'])
		.where('tokenHash', '=', hashOf(Buffer.from(token, 'base64url')))
		.where('threadId', '=', threadId)
		.where('expiresAt', '>', sql<Date>`now()`)
		.executeTakeFirst();
}

export async function dropDraft(db: Db, cookies: Cookies): Promise<void> {
	const token = cookies.get(DRAFT_COOKIE);
	if (token === undefined) return;
	cookies.delete(DRAFT_COOKIE, { path: '/' });
	await db
		.deleteFrom('commentDraft')
		.where('tokenHash', '=', hashOf(Buffer.from(token, 'base64url')))
		.execute();
}

export async function forgetDrafts(db: Db): Promise<void> {
	await db
		.deleteFrom('commentDraft')
		.where('expiresAt', '<', sql<Date>`now()`)
		.execute();
}

const hashOf = (token: Buffer): Buffer => createHash('sha256').update(token).digest();
