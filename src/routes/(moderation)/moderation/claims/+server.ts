import { z } from 'zod';
import { claimComment, releaseComment } from '$lib/moderation/server/claims';
import { db } from '$lib/server/db/client';
import { problem } from '$lib/server/problem';
import { readJson } from '$lib/server/read-json';
import type { RequestHandler } from './$types';

const schema = z.strictObject({ comment: z.uuid(), open: z.boolean() });

/** The desk opens a comment, keeps it open, or leaves it. */
export const POST: RequestHandler = async ({ request, locals }) => {
	const body = await readJson(request, 1_000);
	const given = body.ok ? schema.safeParse(body.value) : undefined;
	if (!given?.success) return problem(422, 'invalid-claim', 'Send {"comment", "open"}.');
	const { comment, open } = given.data;
	if (!open) await releaseComment(db(), locals.actor!, comment);
	const mine = open && (await claimComment(db(), locals.actor!, comment));
	return Response.json({ mine }, { headers: { 'cache-control': 'no-store' } });
};
