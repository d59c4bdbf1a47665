import type { Chore } from '../../server/chores';
import { db } from '../../server/db/client';
import { forgetDrafts } from './drafts';
import { outsideChores } from './outside/worker';

export const commentChores: Chore[] = [
	...outsideChores,
	{ name: 'forget comment drafts', everyMinutes: 30, run: () => forgetDrafts(db()) },
];
