import { openApiDocument } from '$lib/ballots/server/openapi';
import { env } from '$lib/server/env';
import { publicRead } from '$lib/server/public-read';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ request }) =>
	publicRead(request, { body: JSON.stringify(openApiDocument(env().ORIGIN)), maxAge: 300 });
