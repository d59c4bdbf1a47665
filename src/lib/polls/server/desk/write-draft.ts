import type { Insertable } from 'kysely';
import type { Trx } from '../../../server/db/client';
import type { Poll as PollTable } from '../../../server/db/schema';
import type { PollDraft } from '../../desk/check-form';

/** The columns of the poll's own row. */
export function rowOf(draft: PollDraft) {
	const { slug, level, kind, originalLang, minChoices, maxChoices, ordered } = draft;
	const { resultPolicy, opensAt, closesAt, eligibleArea, minAge, maxAge, topicId } = draft;
	return {
		...{ slug, level, kind, originalLang, minChoices, maxChoices, ordered },
		...{ resultPolicy, opensAt, closesAt, eligibleArea, minAge, maxAge, topicId },
	} satisfies Partial<Insertable<PollTable>>;
}

/** Texts and options, written whole: what a draft had before is gone. The caller holds the poll's row. */
export async function writeParts(trx: Trx, pollId: string, { texts, options }: PollDraft): Promise<void> {
	await trx.deleteFrom('pollText').where('pollId', '=', pollId).execute();
	await trx.deleteFrom('pollOption').where('pollId', '=', pollId).execute();
	await trx
		.insertInto('pollText')
		.values(texts.map((text) => ({ pollId, ...text })))
		.execute();
	if (options.length === 0) return;
	await trx
		.insertInto('pollOption')
		.values(options.map(({ id, isOther }, position) => ({ pollId, id, isOther, position })))
		.execute();
	await trx
		.insertInto('pollOptionText')
		.values(options.flatMap(({ id, labels }) => labels.map((one) => ({ pollId, optionId: id, ...one }))))
		.execute();
}
