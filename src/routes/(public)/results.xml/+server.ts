import { m } from '$lib/i18n/paraglide/messages';
import { resultEntry } from '$lib/polls/feed-entries';
import { listClosedPolls } from '$lib/polls/server/reads';
import { db } from '$lib/server/db/client';
import { env } from '$lib/server/env';
import { publicRead } from '$lib/server/public-read';
import { atomFeed } from '$lib/shared/atom';
import type { RequestHandler } from './$types';

/** Polls as they close: from then on their results stand, and everybody sees them. */
export const GET: RequestHandler = async ({ request, locals: { lang } }) => {
	const { ORIGIN } = env();
	const polls = await listClosedPolls(db(), { lang, limit: 50 });
	return publicRead(request, {
		type: 'application/atom+xml',
		body: atomFeed({
			...{ address: `${ORIGIN}/results.xml`, home: `${ORIGIN}/`, title: m.feed_results_title() },
			...{ subtitle: m.feed_results_text(), author: m.site_name(), lang },
			entries: polls.map((poll) => resultEntry(poll, ORIGIN, m.feed_results_category())),
		}),
		maxAge: 60,
	});
};
