import { findLastCheck } from '$lib/integrity/server/reads';
import { integritySchema } from '$lib/integrity/integrity.schema';
import { db } from '$lib/server/db/client';
import { publicRead } from '$lib/server/public-read';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ request }) => {
	const check = await findLastCheck(db());
	const body = integritySchema.parse({
		checkedAt: check?.startedAt.toISOString() ?? null,
		tookMs: check?.tookMs ?? null,
		held: check?.held ?? null,
		invariants: (check?.findings ?? []).map(({ invariant, ...rest }) => ({ id: invariant, ...rest })),
	});
	return publicRead(request, { body: JSON.stringify(body), maxAge: 30 });
};
