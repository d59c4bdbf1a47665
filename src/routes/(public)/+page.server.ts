import { listNotices } from '$lib/notices/server/reads';
import { listPolls } from '$lib/polls/server/reads';
import { db } from '$lib/server/db/client';
import { listTopics } from '$lib/topics/server/reads';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const q = (url.searchParams.get('q') ?? '').slice(0, 100);
	const { lang } = locals;
	const [open, closed, topics, notices] = await Promise.all([
		listPolls(db(), { lang, q, status: 'open' }),
		listPolls(db(), { lang, q, status: 'closed', limit: 10 }),
		listTopics(db(), { lang, q }),
		listNotices(db(), { place: 'home', lang }),
	]);
	const more = { open: open.next !== null, closed: closed.next !== null };
	return { q, open: open.polls, closed: closed.polls, more, topics, notices };
};
