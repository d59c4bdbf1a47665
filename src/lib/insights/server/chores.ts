import { sql } from 'kysely';
import type { Chore } from '../../server/chores';
import { db } from '../../server/db/client';
import { log } from '../../server/log';
import { findGroupsAside } from './groups/find-groups-aside';
import { renewGroups } from './groups/renew-groups';
import { shippedModel } from '../tone/shipped-model';
import { modelVersion } from './tone/model-version';
import { askAnew, rateDue } from './tone/rate-due';
import { noteShares } from './note-shares';
import { releaseBreakdowns } from './release-breakdowns';

let isRenewing = false;
let isRating = false;
/** A model changes only with the process that has it. */
let isModelKnown = false;
const TOLD_EVERY = 5_000;

export const insightChores: Chore[] = [
	{
		name: 'fold the counters of past hours',
		everyMinutes: 20,
		run: async () => {
			await sql`SELECT fold_past_hours()`.execute(db());
		},
	},
	{
		name: 'release what may be shown of areas and ages',
		everyMinutes: 10,
		run: async () => {
			const polls = await releaseBreakdowns(db());
			if (polls > 0) log.info({ polls }, 'released breakdowns');
		},
	},
	{
		name: 'note how shares stand',
		everyMinutes: 10,
		run: async () => {
			const points = await noteShares(db());
			if (points > 0) log.info({ points }, 'noted how shares stand');
		},
	},
	{
		name: 'find opinion groups',
		everyMinutes: 1 / 6,
		run: async () => {
			// A large conversation takes longer than the rhythm.
			if (isRenewing) return;
			isRenewing = true;
			try {
				const threads = await renewGroups(db(), findGroupsAside);
				if (threads > 0) log.info({ threads }, 'found opinion groups');
			} finally {
				isRenewing = false;
			}
		},
	},
	{
		name: 'rate the tone of comments',
		everyMinutes: 1 / 4,
		run: async () => {
			if (isRating) return;
			isRating = true;
			try {
				const version = modelVersion();
				if (!isModelKnown) {
					const comments = await askAnew(db(), version);
					isModelKnown = true;
					if (comments > 0) log.info({ comments, version }, 'another model: rating tones anew');
				}
				let told = 0;
				const rated = await rateDue(
					db(),
					{ model: shippedModel(), version },
					{
						onProgress: (comments) => {
							if (comments - told < TOLD_EVERY) return;
							told = comments;
							log.info({ comments }, 'rating tones');
						},
					},
				);
				if (rated > 0) log.info({ comments: rated }, 'rated tones');
			} finally {
				isRating = false;
			}
		},
	},
];
