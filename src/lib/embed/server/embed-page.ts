/** Load and form action of the widget. Nobody is signed in here: a verified vote is given on a page of our own. */
import { fail, type RequestEvent } from '@sveltejs/kit';
import { bringCookieFirst, loadPollPage, voteAction } from '../../ballots/server/poll-page';
import { loadThread } from '../../comments/server/thread-page';
import { listNotices } from '../../notices/server/reads';
import { db } from '../../server/db/client';
import { issueFramedDevice } from '../../server/device';
import { env } from '../../server/env';
import { findPoll } from '../../polls/server/reads';
import { formatVietnamTime } from '../../shared/vietnam-time';
import { trialHosts } from '../host-list';
import { articleCounts } from './article-counts';
import { readArticleContext } from './article-context';
import { embedQuery, readEmbedWishes } from '../embed-code';
import { readPlace } from './hosts';

type EmbedEvent = RequestEvent<{ slug: string }>;

/** The first comments, as many as an article has room for. */
const COMMENTS = 3;

export async function loadEmbed(event: EmbedEvent) {
	const query = event.url.searchParams;
	const look = readEmbedWishes(query);
	const [view, notices, place, thread] = await Promise.all([
		loadPollPage(event),
		listNotices(db(), { place: 'embed', lang: event.locals.lang }),
		readPlace(event.request, query),
		look.comments ? loadThread(event, { kind: 'poll', slug: event.params.slug }) : undefined,
	]);
	const ownPage = `/polls/${event.params.slug}`;
	const from = place.article ? `?${new URLSearchParams({ from: place.article })}` : '';
	return {
		...view,
		...look,
		notices,
		host: place.host,
		kept: embedQuery({ ...look, ...place }),
		changing: query.has('change'),
		ownPage: ownPage + from,
		thread: thread && {
			total: thread.total,
			isClosed: thread.closed !== null,
			first: [...thread.picks, ...thread.conversations].slice(0, COMMENTS),
		},
	};
}

/** In a page of another site a browser may keep no cookie at all, and then every tap would be somebody new. */
export async function embedVoteAction(event: EmbedEvent) {
	const { framed, context } = await readPlace(event.request, event.url.searchParams);
	if (framed && bringCookieFirst(event, issueFramedDevice)) {
		return fail(403, { reason: 'no-cookies' as const });
	}
	const answered = await voteAction(event);
	if ('outcome' in answered && answered.outcome === 'counted') await countFor(event, context);
	return answered;
}

async function countFor({ params, locals }: EmbedEvent, token: string): Promise<void> {
	const context = await readArticleContext(token, { trial: trialHosts(env().ORIGIN) });
	const poll = context && (await findPoll(db(), params.slug, locals.lang));
	if (poll) articleCounts.add(poll.id, context, formatVietnamTime(new Date()).slice(0, 10));
}
