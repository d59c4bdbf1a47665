import { answerRecoveryCode } from '$lib/sessions/server/staff/proof-page';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ setHeaders }) => {
	setHeaders({ 'cache-control': 'private, no-store' });
};

export const actions: Actions = { default: (event) => answerRecoveryCode(event) };
