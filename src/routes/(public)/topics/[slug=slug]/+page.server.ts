import { error } from '@sveltejs/kit';
import { commentAction, loadThread, reactAction, reportAction } from '$lib/comments/server/thread-page';
import { listNotices } from '$lib/notices/server/reads';
import { listPolls } from '$lib/polls/server/reads';
import { db } from '$lib/server/db/client';
import { findTopic } from '$lib/topics/server/reads';
import { renderMarkdown } from '$lib/topics/server/render-markdown';
import type { Actions, PageServerLoad } from './$types';

const subject = ({ params }: { params: { slug: string } }) => ({ kind: 'topic', slug: params.slug }) as const;

export const load: PageServerLoad = async (event) => {
	const { lang } = event.locals;
	const topic = await findTopic(db(), event.params.slug, lang);
	if (!topic) error(404);
	const [{ polls }, notices, thread] = await Promise.all([
		listPolls(db(), { lang, topicId: topic.id, limit: 50 }),
		listNotices(db(), { place: 'topics', lang }),
		loadThread(event, subject(event)),
	]);
	// Personal (own comments and reactions): no shared cache may keep it.
	event.setHeaders({ 'cache-control': 'private, no-store' });
	const { body, ...head } = topic;
	return { topic: head, html: renderMarkdown(body), polls, notices, thread };
};

export const actions: Actions = {
	comment: (event) => commentAction(event, subject(event)),
	react: (event) => reactAction(event, subject(event)),
	report: (event) => reportAction(event, subject(event)),
};
