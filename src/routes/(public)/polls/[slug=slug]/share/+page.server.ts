import { error } from '@sveltejs/kit';
import { readEmbedWishes } from '$lib/embed/embed-code';
import { listArticles } from '$lib/embed/server/reads';
import { can } from '$lib/people/can';
import { findPoll } from '$lib/polls/server/reads';
import { db } from '$lib/server/db/client';
import { env } from '$lib/server/env';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, url }) => {
	const poll = await findPoll(db(), params.slug, locals.lang);
	if (!poll) error(404);
	const { id, slug, question, lang } = poll;
	// `lang` is the language of this page, as everywhere; the widget's is `in`.
	const query = new URLSearchParams(url.searchParams);
	query.set('lang', query.get('in') ?? '');
	const isEditor = can(locals.actor, 'desk.use', { now: new Date() }) === 'yes';
	return {
		...{ slug, question, lang },
		wishes: { origin: env().ORIGIN, slug, ...readEmbedWishes(query) },
		articles: isEditor ? await listArticles(db(), id) : null,
	};
};
