import { m } from '$lib/i18n/paraglide/messages';
import { iframeCode, PLAIN } from '$lib/embed/embed-code';
import { oembedQuerySchema } from '$lib/embed/oembed.schema';
import { findPoll } from '$lib/polls/server/reads';
import { db } from '$lib/server/db/client';
import { env } from '$lib/server/env';
import { publicProblem, publicRead } from '$lib/server/public-read';
import type { RequestHandler } from './$types';

const [WIDTH, HEIGHT] = [640, 640];

export const GET: RequestHandler = async ({ request, url, locals }) => {
	const query = oembedQuerySchema.safeParse(Object.fromEntries(url.searchParams));
	if (!query.success) return publicProblem(422, 'invalid-query', 'Give the address of a poll as `url`.');
	const { format = 'json', maxwidth = WIDTH, maxheight = HEIGHT } = query.data;
	if (format !== 'json') return publicProblem(501, 'format-not-offered', 'Only JSON is on offer.');
	const origin = env().ORIGIN;
	const slug = slugIn(query.data.url, origin);
	const poll = slug === undefined ? undefined : await findPoll(db(), slug, locals.lang);
	if (!poll) return publicProblem(404, 'not-found', 'There is no such poll.');
	const [width, height] = [Math.min(WIDTH, maxwidth), Math.min(HEIGHT, maxheight)];
	const wishes = { ...PLAIN, origin, slug: poll.slug };
	return publicRead(request, {
		body: JSON.stringify({
			version: '1.0',
			type: 'rich',
			title: poll.question,
			provider_name: m.site_name(),
			provider_url: origin,
			cache_age: 3600,
			html: iframeCode(wishes, poll.question, { width: String(width), height }),
			width,
			height,
		}),
		maxAge: 60,
		headers: { 'content-language': poll.lang },
	});
};

/** Of an address of ours; undefined for anything else. */
function slugIn(address: string, origin: string): string | undefined {
	if (!URL.canParse(address)) return undefined;
	const url = new URL(address);
	if (url.origin !== origin) return undefined;
	return /^(?:\/embed)?\/polls\/([a-z0-9]+(?:-[a-z0-9]+)*)(?:\/results)?\/?$/.exec(url.pathname)?.[1];
}
