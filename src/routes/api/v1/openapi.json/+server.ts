import { openApiDocument } from '$lib/ballots/server/openapi';
import { commentsApi } from '$lib/comments/openapi';
import { integrityApi } from '$lib/integrity/openapi';
import { oembedApi } from '$lib/embed/oembed.schema';
import { env } from '$lib/server/env';
import { publicRead } from '$lib/server/public-read';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ request }) => {
	const document = openApiDocument(env().ORIGIN, [integrityApi, commentsApi, oembedApi]);
	return publicRead(request, { body: JSON.stringify(document), maxAge: 300 });
};
