/**
 * Sessions after Lucia's guide (lucia-auth.com, "Basic session implementation"): a random id to look up, a random
 * secret of which only the SHA-256 is stored. 256 random bits need no slow hash.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { Assurance } from '../../people/actor';
import { audit } from '../../server/audit/append';
import type { Db } from '../../server/db/client';
import { signInsTotal } from '../../server/metrics';
import { endSessionsOf } from './end-sessions';

export interface Start {
	personId: string;
	assurance: Assurance;
	/** How the person proved who they are: `eid`, `letter`, `passkey`, `password`… */
	way: string;
	/** Ended in the same step: the visitor's session before signing in, or the one that is being raised. */
	replaces?: string;
	/** All other sessions of the person end too: what opens them has changed. */
	endsOthers?: boolean;
	/** When the person proved it; absent: now. */
	authenticatedAt?: Date;
	userAgent?: string | null;
}

/** @returns the token for the cookie; it can't be made again */
export async function startSession(
	db: Db,
	{ personId, assurance, way, replaces, endsOthers, authenticatedAt, userAgent }: Start,
): Promise<string> {
	const id = randomBytes(12).toString('base64url');
	const secret = randomBytes(32);
	await db.transaction().execute(async (trx) => {
		if (replaces !== undefined) await trx.deleteFrom('session').where('id', '=', replaces).execute();
		if (endsOthers) await endSessionsOf(trx, personId);
		await trx
			.insertInto('session')
			.values({
				id,
				secretHash: hashOf(secret),
				personId,
				assurance,
				way,
				browser: browserOf(userAgent ?? ''),
				...(authenticatedAt ? { authenticatedAt } : {}),
			})
			.execute();
		await audit(trx, { actorId: personId, action: 'session.start', details: { way, assurance } });
	});
	signInsTotal.inc({ way, outcome: 'started' });
	return `${id}.${secret.toString('base64url')}`;
}

export function hashOf(secret: Buffer): Buffer {
	return createHash('sha256').update(secret).digest();
}

/** Enough for a person to recognise it in a list, too little to follow anybody by. */
function browserOf(userAgent: string): string {
	const browser = /Edg|Firefox|OPR|SamsungBrowser|coc_coc_browser|Chrome|Safari/.exec(userAgent)?.[0] ?? '';
	const system = /Android|iPhone|iPad|Windows|Mac OS X|Linux/.exec(userAgent)?.[0] ?? '';
	const names: Record<string, string> = {
		Edg: 'Edge',
		OPR: 'Opera',
		coc_coc_browser: 'Cốc Cốc',
		'Mac OS X': 'macOS',
	};
	return [browser, system]
		.filter(Boolean)
		.map((name) => names[name] ?? name)
		.join(' · ');
}
