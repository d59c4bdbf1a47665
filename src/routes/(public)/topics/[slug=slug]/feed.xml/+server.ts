import { error } from '@sveltejs/kit';
import { m } from '$lib/i18n/paraglide/messages';
import { pollEntry } from '$lib/polls/feed-entries';
import { listPublicPolls } from '$lib/polls/server/reads';
import { db } from '$lib/server/db/client';
import { env } from '$lib/server/env';
import { publicRead } from '$lib/server/public-read';
import { atomFeed } from '$lib/shared/atom';
import { findTopic } from '$lib/topics/server/reads';
import type { RequestHandler } from './$types';

/** A topic, and the polls that belong to it as they open. */
export const GET: RequestHandler = async ({ request, params, locals: { lang } }) => {
	const { ORIGIN } = env();
	const topic = await findTopic(db(), params.slug, lang);
	if (!topic) error(404);
	const polls = await listPublicPolls(db(), { lang, limit: 50, topicId: topic.id });
	const home = `${ORIGIN}/topics/${topic.slug}`;
	const own = {
		...{ uuid: topic.id, address: home, title: topic.title, summary: topic.summary, lang: topic.lang },
		...{ publishedAt: topic.publishedAt, category: m.desk_topics() },
		updatedAt: topic.editedAt > topic.publishedAt ? topic.editedAt : topic.publishedAt,
	};
	return publicRead(request, {
		type: 'application/atom+xml',
		body: atomFeed({
			...{ address: `${home}/feed.xml`, home, title: `${topic.title} | ${m.site_name()}` },
			...{ subtitle: topic.summary, author: topic.author || m.site_name(), lang },
			entries: [...polls.map((poll) => pollEntry(poll, ORIGIN, m.desk_polls())), own],
		}),
		maxAge: 60,
	});
};
