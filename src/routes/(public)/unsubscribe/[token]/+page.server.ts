import { readUnsubscribeToken } from '$lib/moderation/server/mail/unsubscribe-token';
import { endMail, findWishByKey } from '$lib/moderation/server/mail/wishes';
import { db } from '$lib/server/db/client';
import type { Actions, PageServerLoad } from './$types';

/** Reading changes nothing: mail programs and filters follow links on their own. */
export const load: PageServerLoad = async ({ params, setHeaders }) => {
	setHeaders({ 'cache-control': 'private, no-store' });
	const key = readUnsubscribeToken(params.token);
	return { wish: (key && (await findWishByKey(db(), key))) || null };
};

export const actions: Actions = {
	/** Also by the mail program itself, without a page or a cookie (RFC 8058, 3.1). */
	default: async ({ params }) => {
		const key = readUnsubscribeToken(params.token);
		if (key) await endMail(db(), key);
		return {};
	},
};
