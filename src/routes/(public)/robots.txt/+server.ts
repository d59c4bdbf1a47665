import { env } from '$lib/server/env';
import { publicRead } from '$lib/server/public-read';
import type { RequestHandler } from './$types';

const CLOSED = [
	'/desk',
	'/administration',
	'/moderation',
	'/dashboard',
	'/account',
	'/sign-in',
	'/embed/',
	'/api/',
];

export const GET: RequestHandler = ({ request }) => {
	const lines = ['User-agent: *', ...CLOSED.map((path) => `Disallow: ${path}`)];
	const body = [...lines, '', `Sitemap: ${env().ORIGIN}/sitemap.xml`, ''].join('\n');
	return publicRead(request, { type: 'text/plain', body, maxAge: 3600 });
};
