import { localPath } from '$lib/sessions/guards';
import { decoy } from '$lib/sessions/server/staff/password';
import { answerPasskey, answerPassword } from '$lib/sessions/server/staff/proof-page';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url, setHeaders }) => {
	setHeaders({ 'cache-control': 'private, no-store' });
	// Ready before the first try, which would otherwise take longer and tell something.
	void decoy();
	return { next: localPath(url.searchParams.get('next')) };
};

export const actions: Actions = {
	password: (event) => answerPassword(event, { again: false }),
	passkey: (event) => answerPasskey(event, { again: false }),
};
