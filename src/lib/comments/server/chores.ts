import type { Chore } from '../../server/chores';
import { db } from '../../server/db/client';
import { forgetDrafts } from './drafts';

export const commentChores: Chore[] = [
	{ name: 'forget comment drafts', everyMinutes: 30, run: () => forgetDrafts(db()) },
];
