/**
 * Comments that wait for the service outside. The job is written with the comment, in one transaction, so that none is
 * forgotten; processes take jobs out of each other's way and ask outside of any transaction. Whoever dies at it leaves the
 * job to others, once its time is over. Deleting the job decides who settles: an answer counts once.
 */
import { sql } from 'kysely';
import type { Db, Trx } from '../../../server/db/client';
import { log } from '../../../server/log';
import type { Finding } from '../../screening/phase';
import { awaiting, type OutsideAnswer } from '../../screening/outside';
import type { Screening } from '../../screening/screening';
import { ask, type Service } from './service';
import { settleOutside } from './settle';

const BATCH = 8;
/** 10 seconds after the first, then twice as long each time: about five minutes in all. */
const TRIES = 6;

let service: Service | undefined;
let tellWaiting = () => {};

/** Once, at start. @param soon called when a comment begins to wait */
export function useService(given: Service | undefined, soon: () => void): void {
	service = given;
	tellWaiting = soon;
}

/** @returns what holds a comment: what was found, and that the service has not been heard; officials answer for themselves */
export function heldBy(
	{ findings }: Extract<Screening, { findings: Finding[] }>,
	{ isOfficial }: { isOfficial: boolean },
): Finding[] {
	return service && !isOfficial ? [...findings, awaiting] : findings;
}

/** In the transaction that stores the revision. */
export async function awaitService(
	trx: Trx,
	{ id, revision, findings }: { id: string; revision: number; findings: readonly Finding[] },
): Promise<void> {
	if (!findings.includes(awaiting)) return;
	await trx.insertInto('screeningJob').values({ commentId: id, revision }).execute();
	tellWaiting();
}

interface Job {
	id: string;
	commentId: string;
	revision: number;
	tries: number;
}

/** Asks for all that is due. Without a service what waits for one is left to moderators. @returns how many were settled */
export async function answerJobs(db: Db): Promise<number> {
	let settled = 0;
	for (;;) {
		const jobs = await take(db, service?.timeoutMs ?? 1_000);
		const outcomes = await Promise.all(jobs.map((job) => answer(db, job)));
		settled += outcomes.filter(Boolean).length;
		if (jobs.length < BATCH) return settled;
	}
}

async function take(db: Db, timeoutMs: number): Promise<Job[]> {
	const { rows } = await sql<Job>`
		UPDATE screening_job SET tries = least(tries + 1, 1000), next_try_at = clock_timestamp()
			+ greatest(make_interval(secs => ${(2 * timeoutMs) / 1000}), interval '10 seconds' * 2 ^ least(tries, 8))
		WHERE id IN (SELECT id FROM screening_job WHERE next_try_at <= clock_timestamp()
			ORDER BY next_try_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
		RETURNING id, comment_id, revision, tries`.execute(db);
	return rows;
}

async function answer(db: Db, job: Job): Promise<boolean> {
	let heard: OutsideAnswer | undefined;
	if (service) {
		const question = await findQuestion(db, job);
		if (!question) return forget(db, job.id);
		try {
			heard = await ask(service, question);
		} catch (error) {
			const { name, message } = error as Error;
			log.warn(
				{ job: job.id, tries: job.tries, name, reason: message.slice(0, 80) },
				'no answer from screening',
			);
			if (job.tries < TRIES) return false;
		}
	}
	return db.transaction().execute((trx) => settleOutside(trx, job, heard));
}

/** @returns undefined where nobody needs an answer any more: decided, withdrawn or written anew */
async function findQuestion(db: Db, { id, commentId, revision }: Job) {
	const { rows } = await sql<{ text: string; place: string }>`
		SELECT r.body AS text, CASE WHEN t.poll_id IS NULL THEN 'topics/' || tp.slug ELSE 'polls/' || po.slug END AS place
		FROM comment c JOIN thread t ON t.id = c.thread_id
		JOIN comment_revision r ON r.comment_id = c.id AND r.revision = c.revision
		LEFT JOIN poll po ON po.id = t.poll_id LEFT JOIN topic tp ON tp.id = t.topic_id
		WHERE c.id = ${commentId} AND c.revision = ${revision} AND c.state = 'held'`.execute(db);
	return rows[0] && { id, comment: commentId, revision, ...rows[0] };
}

async function forget(db: Db, id: string): Promise<boolean> {
	await db.deleteFrom('screeningJob').where('id', '=', id).execute();
	return true;
}
