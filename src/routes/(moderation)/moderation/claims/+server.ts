import { z } from 'zod';
import { claimComment, listClaims, releaseComment } from '$lib/moderation/server/claims';
import { db } from '$lib/server/db/client';
import { problem } from '$lib/server/problem';
import { readJson } from '$lib/server/read-json';
import type { RequestHandler } from './$types';

const schema = z.strictObject({ comment: z.uuid(), open: z.boolean() });

const manySchema = z.array(z.uuid()).max(100);

/** Who else has which comments of a page open. */
export const GET: RequestHandler = async ({ url, locals }) => {
	const given = manySchema.safeParse(url.searchParams.getAll('of'));
	if (!given.success) return problem(422, 'invalid-claims', 'Name comments in "of".');
	const claims = await listClaims(db(), locals.actor!, given.data);
	return Response.json(claims, { headers: { 'cache-control': 'no-store' } });
};

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
