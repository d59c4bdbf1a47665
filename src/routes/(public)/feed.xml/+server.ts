import { m } from '$lib/i18n/paraglide/messages';
import { pollEntry } from '$lib/polls/feed-entries';
import { listPublicPolls } from '$lib/polls/server/reads';
import { db } from '$lib/server/db/client';
import { env } from '$lib/server/env';
import { publicRead } from '$lib/server/public-read';
import { atomFeed } from '$lib/shared/atom';
import { listPublicTopics } from '$lib/topics/server/reads';
import type { RequestHandler } from './$types';

const MOST = 50;

export const GET: RequestHandler = async ({ request, locals: { lang } }) => {
	const { ORIGIN } = env();
	const [polls, topics] = await Promise.all([
		listPublicPolls(db(), { lang, limit: MOST }),
		listPublicTopics(db(), { lang, limit: MOST }),
	]);
	const entries = [
		...polls.map((poll) => pollEntry(poll, ORIGIN, m.desk_polls())),
		...topics.map((topic) => ({
			...{ uuid: topic.id, lang: topic.lang, title: topic.title, summary: topic.summary },
			...{ address: `${ORIGIN}/topics/${topic.slug}`, category: m.desk_topics() },
			...{ publishedAt: topic.publishedAt, updatedAt: topic.changedAt },
		})),
	].sort((a, b) => b.publishedAt.getTime() - a.publishedAt.getTime());
	return publicRead(request, {
		type: 'application/atom+xml',
		body: atomFeed({
			address: `${ORIGIN}/feed.xml`,
			home: `${ORIGIN}/`,
			title: m.site_name(),
			subtitle: m.site_tagline(),
			author: m.site_name(),
			lang,
			entries: entries.slice(0, MOST),
		}),
		maxAge: 60,
	});
};
