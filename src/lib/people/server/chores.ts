import type { Chore } from '../../server/chores';
import { db } from '../../server/db/client';
import { forgetStaged } from './roll/forget-staged';

export const peopleChores: Chore[] = [
	{ name: 'forget staged rolls', everyMinutes: 10, run: () => forgetStaged(db()) },
];
