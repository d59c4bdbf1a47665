/** What happens to somebody who will not keep to the rules: a warning, everything held, a pause, or an end. */
import { sql } from 'kysely';
import type { Actor } from '../../people/actor';
import { can } from '../../people/can';
import { listAreaPath } from '../../people/server/areas';
import { audit } from '../../server/audit/append';
import type { Db } from '../../server/db/client';
import { ok, refuse, type Result } from '../../shared/result';
import type { SanctionKind } from '../moderation';
import { reachOf, type ReachRefusal } from './reach';
import { isKnown } from './tended';

export interface NewSanction {
	person: string;
	kind: SanctionKind;
	reason: string;
	/** For those that end. */
	days?: number | undefined;
	/** Where it counts; see reachOf. */
	area?: string | null | undefined;
}

const NOTICE = { warn: 'warned', hold: 'held', suspend: 'suspended', ban: 'banned' } as const;

export async function imposeSanction(
	db: Db,
	by: Actor,
	{ person, kind, reason, days, area }: NewSanction,
): Promise<Result<null, ReachRefusal | 'own' | 'days-missing' | 'not-found'>> {
	if (person === by.personId) return refuse('own');
	const reach = await reachOf(db, by, area);
	if (!reach.ok) return reach;
	const ends = kind === 'hold' || kind === 'suspend';
	if (ends && days === undefined) return refuse('days-missing');
	return db.transaction().execute(async (trx) => {
		const { rows } = await sql<{ id: string }>`
			INSERT INTO sanction (person_id, kind, reason, area_code, imposed_by, ends_at)
			SELECT p.id, ${kind}, ${reason}, ${reach.value}, ${by.personId},
				${ends ? sql`clock_timestamp() + make_interval(days => ${days})` : null}
			FROM person p WHERE p.id = ${person} AND ${isKnown(by)} RETURNING id`.execute(trx);
		if (rows.length !== 1) return refuse('not-found');
		await trx
			.insertInto('personNotice')
			.values({ personId: person, kind: NOTICE[kind], sanctionId: rows[0]!.id })
			.execute();
		await audit(trx, {
			actorId: by.personId,
			action: 'sanction.impose',
			subject: `person/${person}`,
			details: { kind },
		});
		return ok(null);
	});
}

export async function liftSanction(
	db: Db,
	by: Actor,
	id: string,
): Promise<Result<null, 'not-allowed' | 'not-found'>> {
	const sanction = await db
		.selectFrom('sanction')
		.select(['areaCode', 'personId'])
		.where('id', '=', id)
		.executeTakeFirst();
	if (!sanction) return refuse('not-found');
	const areas = await listAreaPath(db, sanction.areaCode);
	const subject = sanction.areaCode === null ? { areas: [] } : { areas };
	if (can(by, 'comment.moderate', { subject, now: new Date() }) !== 'yes') return refuse('not-allowed');
	return db.transaction().execute(async (trx) => {
		const lifted = await trx
			.updateTable('sanction')
			.set({ liftedAt: sql<Date>`clock_timestamp()`, liftedBy: by.personId })
			.where('id', '=', id)
			.where('liftedAt', 'is', null)
			.executeTakeFirst();
		if (lifted.numUpdatedRows !== 1n) return refuse('not-found');
		await audit(trx, {
			actorId: by.personId,
			action: 'sanction.lift',
			subject: `person/${sanction.personId}`,
		});
		return ok(null);
	});
}

/** Whoever was warned says that they have read it. */
export async function acknowledgeWarnings(db: Db, by: Actor): Promise<void> {
	await db
		.updateTable('sanction')
		.set({ acknowledgedAt: sql<Date>`clock_timestamp()` })
		.where('personId', '=', by.personId)
		.where('kind', '=', 'warn')
		.where('acknowledgedAt', 'is', null)
		.execute();
}
