import { error, redirect } from '@sveltejs/kit';
import { db } from '$lib/server/db/client';
import { readPreviewToken } from '$lib/topics/server/preview-token';
import { findPreviewed } from '$lib/topics/server/reads';
import { renderMarkdown } from '$lib/topics/server/render-markdown';
import type { PageServerLoad } from './$types';

/** For whoever has the link; nobody else learns of it, and no other site is told where they came from. */
export const load: PageServerLoad = async ({ params, locals, setHeaders }) => {
	const key = readPreviewToken(params.token);
	const topic = key && (await findPreviewed(db(), key, locals.lang));
	if (!topic) error(404);
	if (topic.isOut) redirect(303, `/topics/${topic.slug}`);
	setHeaders({ 'cache-control': 'private, no-store', 'x-robots-tag': 'noindex' });
	const { body, isOut: _, ...head } = topic;
	return { topic: head, html: renderMarkdown(body) };
};
