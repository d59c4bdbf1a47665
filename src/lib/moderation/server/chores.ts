import type { Chore } from '../../server/chores';
import { db } from '../../server/db/client';
import { forgetClaims } from './claims';

export const moderationChores: Chore[] = [
	{ name: 'forget claims', everyMinutes: 30, run: () => forgetClaims(db()) },
];
