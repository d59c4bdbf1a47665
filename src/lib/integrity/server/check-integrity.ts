/** Checks every invariant in one snapshot of the database and writes down what was found. */
import { sql } from 'kysely';
import { pollKeys } from '../../ballots/server/ballot-box';
import type { PollKeys } from '../../ballots/server/voter-key';
import { verifyChain } from '../../server/audit/chain';
import type { Db, Trx } from '../../server/db/client';
import { INVARIANTS, type Finding, type IntegrityCheck } from '../integrity';
import { recount } from './counts';
import { checkKnownCitizens } from './known-citizens';

/** A check that takes longer is given up rather than kept running beside the votes. */
const LONGEST = '10min';

export async function checkIntegrity(db: Db, keys: Pick<PollKeys, 'of'> = pollKeys): Promise<IntegrityCheck> {
	const startedAt = new Date();
	const findings = await db
		.transaction()
		.setIsolationLevel('repeatable read')
		.setAccessMode('read only')
		.execute(async (trx) => {
			await sql`SELECT set_config('statement_timeout', ${LONGEST}, true)`.execute(trx);
			return [...(await recount(trx)), await checkKnownCitizens(trx, keys), await checkAudit(trx)];
		});
	findings.sort((a, b) => INVARIANTS.indexOf(a.invariant) - INVARIANTS.indexOf(b.invariant));
	const check = {
		startedAt,
		tookMs: Date.now() - startedAt.getTime(),
		held: findings.every(({ held }) => held),
		findings,
	};
	await db
		.insertInto('integrityCheck')
		.values({ ...check, findings: JSON.stringify(findings) })
		.execute();
	return check;
}

async function checkAudit(trx: Trx): Promise<Finding> {
	const { entries, brokenAt } = await verifyChain(trx);
	const broken = brokenAt === undefined ? 0 : 1;
	return {
		invariant: 'audit-chain-whole',
		held: broken === 0,
		checked: entries + broken,
		broken,
		polls: [],
	};
}
