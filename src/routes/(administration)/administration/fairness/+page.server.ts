import { readFairnessByTone } from '$lib/insights/server/fairness-by-tone';
import { cohensKappa } from '$lib/moderation/kappa';
import { readFairness } from '$lib/moderation/server/ledger';
import { readSecondLooks } from '$lib/moderation/server/second-looks';
import { db } from '$lib/server/db/client';
import type { PageServerLoad } from './$types';

/** Rating the tone of more would make the page wait. */
const TEXTS_RATED = 2_000;

export const load: PageServerLoad = async ({ setHeaders }) => {
	setHeaders({ 'cache-control': 'private, no-store' });
	const [lines, tones, looks] = await Promise.all([
		readFairness(db()),
		readFairnessByTone(db(), { most: TEXTS_RATED }),
		readSecondLooks(db()),
	]);
	const agreement = cohensKappa([
		[looks.approvedBoth, looks.approvedThenRejected],
		[looks.rejectedThenApproved, looks.rejectedBoth],
	]);
	return { lines, tones, textsRated: TEXTS_RATED, looks, agreement };
};
