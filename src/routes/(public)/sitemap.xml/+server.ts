import { listPublicPolls } from '$lib/polls/server/reads';
import { db } from '$lib/server/db/client';
import { env } from '$lib/server/env';
import { publicRead } from '$lib/server/public-read';
import { siteMap } from '$lib/shared/atom';
import { listPublicTopics } from '$lib/topics/server/reads';
import type { RequestHandler } from './$types';

/** A site map takes 50,000 addresses at most. */
const MOST = 10_000;

export const GET: RequestHandler = async ({ request, locals: { lang } }) => {
	const { ORIGIN } = env();
	const [polls, topics] = await Promise.all([
		listPublicPolls(db(), { lang, limit: MOST }),
		listPublicTopics(db(), { lang, limit: MOST }),
	]);
	const pages: { path: string; changedAt?: Date }[] = [
		{ path: '/' },
		{ path: '/polls' },
		{ path: '/topics' },
		...topics.map(({ slug, changedAt }) => ({ path: `/topics/${slug}`, changedAt })),
		...polls.flatMap(({ slug, changedAt }) => [
			{ path: `/polls/${slug}`, changedAt },
			{ path: `/polls/${slug}/results` },
		]),
		{ path: '/integrity' },
	];
	return publicRead(request, {
		type: 'application/xml',
		body: siteMap(
			pages.map(({ path, ...rest }) => ({
				...rest,
				address: ORIGIN + path,
				alternates: { vi: `${ORIGIN}${path}?lang=vi`, en: `${ORIGIN}${path}?lang=en` },
			})),
		),
		maxAge: 600,
	});
};
