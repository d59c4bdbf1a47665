/**
 * In which article a poll stands, as the newspaper's own server says it: a JWT (RFC 7519) under HS256 with the key's id
 * as `kid`, and the claims `sub` (the article's id), `url`, `iat` and `exp`. docs/embedding.md says how to make one.
 */
import { decodeProtectedHeader, jwtVerify } from 'jose';
import { z } from 'zod';
import { isHosted } from '../host-list';
import { newspaperKeys, type NewspaperKeys } from './newspaper-keys';

/** A page that a newspaper keeps in caches for longer says no more where it stands. */
const LONGEST_SECONDS = 31 * 24 * 60 * 60;
const MOST_CHARACTERS = 2_500;

const claims = z.object({
	sub: z.string().min(1).max(200),
	url: z.url({ protocol: /^https?$/ }).max(1_000),
	iat: z.number(),
	exp: z.number(),
});

export interface ArticleContext {
	newspaperId: string;
	article: string;
	url: string;
}

interface Checked {
	/** Hosts besides the newspaper's own, of a trial on one machine. */
	trial?: readonly string[];
	keys?: Pick<NewspaperKeys, 'find'>;
	now?: Date;
}

/** @returns undefined for whatever is not signed, not valid any more, or of a page that is not the newspaper's */
export async function readArticleContext(
	token: string,
	{ trial = [], keys = newspaperKeys, now = new Date() }: Checked = {},
): Promise<ArticleContext | undefined> {
	if (token === '' || token.length > MOST_CHARACTERS) return undefined;
	const id = kidOf(token);
	const key = id === undefined ? undefined : await keys.find(id);
	if (!key) return undefined;
	try {
		const { payload } = await jwtVerify(token, key.secret, {
			algorithms: ['HS256'],
			requiredClaims: ['sub', 'url', 'iat', 'exp'],
			currentDate: now,
			clockTolerance: 60,
			maxTokenAge: LONGEST_SECONDS,
		});
		const { sub, url } = claims.parse(payload);
		if (!isHosted(new URL(url).origin, [...key.origins, ...trial])) return undefined;
		return { newspaperId: key.newspaperId, article: sub.normalize('NFC'), url };
	} catch {
		// Made up, expired or malformed: whoever made it is told nothing, and the poll works without.
		return undefined;
	}
}

function kidOf(token: string): string | undefined {
	try {
		return decodeProtectedHeader(token).kid;
	} catch {
		return undefined;
	}
}
