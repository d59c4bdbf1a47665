import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { blockList, env } from '$lib/server/env';
import { countConnections } from '$lib/server/db/client';
import { databaseConnections, registry } from '$lib/server/metrics';
import { problem } from '$lib/server/problem';
import type { RequestEvent } from './$types';

const loopback = blockList(['127.0.0.0/8', '::1']);

/** For a collector on this machine, or one that knows the token; to anybody else there is nothing here. */
export async function GET(event: RequestEvent): Promise<Response> {
	if (!isLocal(event) && !hasToken(event.request)) return problem(404, 'not-found', 'Not found.');
	for (const [pool, states] of Object.entries(countConnections())) {
		for (const [state, count] of Object.entries(states)) databaseConnections.set({ pool, state }, count);
	}
	return new Response(await registry.metrics(), {
		headers: { 'content-type': registry.contentType, 'cache-control': 'no-store' },
	});
}

/** A reverse proxy on this machine is loopback too, but tells that it forwards. */
function isLocal({ request, platform, getClientAddress }: RequestEvent): boolean {
	const forwarded = ['forwarded', 'x-forwarded-for', 'x-real-ip'].some((name) => request.headers.has(name));
	if (forwarded) return false;
	// The socket first: with ADDRESS_HEADER set, getClientAddress throws where that header is missing.
	const { req } = (platform ?? {}) as { req?: IncomingMessage };
	const address = (req?.socket.remoteAddress ?? getClientAddress()).replace(/^::ffff:/i, '');
	return loopback.check(address, address.includes(':') ? 'ipv6' : 'ipv4');
}

function hasToken(request: Request): boolean {
	const token = env().METRICS_TOKEN;
	const given = request.headers.get('authorization') ?? '';
	// Digests have one length, which timingSafeEqual wants.
	return token !== undefined && timingSafeEqual(digest(given), digest(`Bearer ${token}`));
}

function digest(text: string): Buffer {
	return createHash('sha256').update(text).digest();
}
