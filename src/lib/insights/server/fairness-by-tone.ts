/**
 * Whether moderators treat angry comments as they treat kind ones: how often they are rejected, and how long they wait, by
 * their tone. A tone is an estimate by a machine; see rate-tone.ts.
 */
import { setImmediate as pause } from 'node:timers/promises';
import { listDecidedTexts } from '../../moderation/server/ledger';
import type { Db } from '../../server/db/client';
import { wilson, type Interval } from '../interval';
import { rateTone } from '../tone/rate-tone';
import { shippedModel } from '../tone/shipped-model';
import { TONES } from '../tone/tone';

/** Not rated: in another language, or without words. */
export const TONE_GROUPS = [...TONES, 'unsure', 'unrated'] as const;
export type ToneGroup = (typeof TONE_GROUPS)[number];

export interface ToneLine {
	tone: ToneGroup;
	decided: number;
	rejected: number;
	/** Of the share rejected; undefined where nothing was decided. */
	interval: Interval | undefined;
	medianWaitSeconds: number | null;
}

/** So many are rated between two looks at what else waits. */
const AT_ONCE = 100;

/** Of the last decisions of 90 days, `most` at most. */
export async function readFairnessByTone(db: Db, { most }: { most: number }): Promise<ToneLine[]> {
	const decided = await listDecidedTexts(db, { days: 90, most });
	const model = shippedModel();
	const groups = new Map<ToneGroup, { rejected: number; waits: number[]; decided: number }>(
		TONE_GROUPS.map((tone) => [tone, { rejected: 0, waits: [], decided: 0 }]),
	);
	for (const [i, { body, action, waitedSeconds }] of decided.entries()) {
		if (i % AT_ONCE === AT_ONCE - 1) await pause();
		const rating = rateTone(model, body);
		const group = groups.get(!rating.rated ? 'unrated' : rating.sure ? rating.tone : 'unsure')!;
		group.decided++;
		if (action === 'reject') group.rejected++;
		if (waitedSeconds !== null) group.waits.push(waitedSeconds);
	}
	return [...groups].map(([tone, { rejected, waits, decided }]) => ({
		tone,
		decided,
		rejected,
		interval: wilson(rejected, decided),
		medianWaitSeconds: median(waits),
	}));
}

function median(values: number[]): number | null {
	const sorted = values.sort((a, b) => a - b);
	const middle = sorted.length / 2;
	if (sorted.length === 0) return null;
	return Number.isInteger(middle) ? (sorted[middle - 1]! + sorted[middle]!) / 2 : sorted[Math.floor(middle)]!;
}
