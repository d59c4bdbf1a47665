/** Why a moderator's act changed nothing, and who was faster. */
import type { Trx } from '../../server/db/client';
import type { DecisionAction } from '../moderation';
import type { LockedComment } from './lock-comment';

export interface Hindrance<Reason extends string> {
	ok: false;
	reason: Reason;
	/** Who was faster, or has it open. */
	by: string | null;
	action?: DecisionAction;
}

export type Outcome<Value, Reason extends string> = { ok: true; value: Value } | Hindrance<Reason>;

/** By nobody, or by somebody whose name says nothing. */
export function hindered<Reason extends string>(reason: Reason, by: string | null = null): Hindrance<Reason> {
	return { ok: false, reason, by };
}

/** By the last that was decided. */
export async function hinderedByLast<Reason extends string>(
	trx: Trx,
	reason: Reason,
	{ moderatorId, action }: NonNullable<LockedComment['last']>,
): Promise<Hindrance<Reason>> {
	return { ...hindered(reason, await nameOf(trx, moderatorId)), action };
}

export async function nameOf(trx: Trx, personId: string): Promise<string | null> {
	const person = await trx
		.selectFrom('person')
		.select('displayName')
		.where('id', '=', personId)
		.executeTakeFirst();
	return person?.displayName ?? null;
}
