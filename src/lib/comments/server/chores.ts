import type { Chore } from '../../server/chores';
import { db } from '../../server/db/client';
import { forgetDrafts } from './drafts';
import { forgetMoves } from './moving-orders';
import { outsideChores } from './outside/worker';

export const commentChores: Chore[] = [
	...outsideChores,
	{ name: 'forget comment drafts', everyMinutes: 30, run: () => forgetDrafts(db()) },
	{ name: 'forget moves of comments', everyMinutes: 30, run: () => forgetMoves(db()) },
];
