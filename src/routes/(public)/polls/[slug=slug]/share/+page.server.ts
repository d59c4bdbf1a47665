import { error } from '@sveltejs/kit';
import { readEmbedWishes } from '$lib/embed/embed-code';
import { findPoll } from '$lib/polls/server/reads';
import { db } from '$lib/server/db/client';
import { env } from '$lib/server/env';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, url }) => {
	const poll = await findPoll(db(), params.slug, locals.lang);
	if (!poll) error(404);
	const { slug, question, lang } = poll;
	// `lang` is the language of this page, as everywhere; the widget's is `in`.
	const query = new URLSearchParams(url.searchParams);
	query.set('lang', query.get('in') ?? '');
	return { slug, question, lang, wishes: { origin: env().ORIGIN, slug, ...readEmbedWishes(query) } };
};
