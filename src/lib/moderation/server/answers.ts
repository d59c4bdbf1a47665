/** Answers to polls in people's own words, as the desk reads them. Who wrote one is not asked, and could not be answered. */
import { sql } from 'kysely';
import { screen } from '../../comments/screening/screening';
import type { Finding } from '../../comments/screening/phase';
import type { PreparedRules } from '../../comments/screening/prepare-rules';
import { linksPhase, personalDataPhase, shoutingPhase } from '../../comments/screening/phases/patterns';
import { bannedPhase, suspectPhase } from '../../comments/screening/phases/words';
import { readPreparedRules } from '../../comments/server/screening-rules';
import { readForms } from '../../comments/text/folded';
import type { Actor } from '../../people/actor';
import type { Db } from '../../server/db/client';
import type { OtherState } from '../moderation';
import type { OtherItem } from '../queue';
import { tended } from './tended';

const PAGE = 25;

/** In no order that says anything: the rows carry no time, so that none can be held against the votes. */
export async function listAnswers(
	db: Db,
	by: Actor,
	{ state, after, lang }: { state: OtherState; after?: string | undefined; lang: 'vi' | 'en' },
): Promise<{ items: OtherItem[]; next: string | null }> {
	const { rows } = await sql<Omit<OtherItem, 'findings'>>`
		SELECT o.id, o.body, o.state, jsonb_build_object('slug', p.slug, 'title', coalesce(pt.question, '')) AS poll,
			(SELECT jsonb_build_object('by', m.display_name, 'becomes', d.becomes, 'reason', d.reason, 'note', d.note, 'at', d.decided_at)
				FROM other_decision d JOIN person m ON m.id = d.moderator_id
				WHERE d.answer_id = o.id AND d.body = o.body ORDER BY d.id DESC LIMIT 1) AS last
		FROM other_answer o JOIN poll p ON p.id = o.poll_id JOIN thread t ON t.poll_id = p.id
		LEFT JOIN LATERAL (SELECT question FROM poll_text WHERE poll_id = p.id ORDER BY lang <> ${lang} LIMIT 1) pt ON true
		WHERE o.state = ${state} AND ${tended(by)} ${after ? sql`AND o.id > ${after}` : sql``}
		ORDER BY o.id LIMIT ${sql.lit(PAGE + 1)}`.execute(db);
	const rules = await readPreparedRules(db);
	const items = rows.slice(0, PAGE).map(({ last, ...row }) => ({
		...row,
		findings: findIn(row.body, rules),
		last: last && { ...last, at: new Date(last.at) },
	}));
	return { items, next: rows.length > PAGE ? items.at(-1)!.id : null };
}

const nobody = {
	isOfficial: false,
	sanctions: [],
	published: 1,
	rejected: 0,
	recent: 0,
	ownRepeats: 0,
	othersRepeats: 0,
};

/** What screening sees in the words themselves. */
function findIn(body: string, rules: PreparedRules): Finding[] {
	const seen = screen(
		{ body, forms: readForms(body), rules, thread: { mode: 'after', isClosed: false }, author: nobody },
		[linksPhase, suspectPhase, personalDataPhase, shoutingPhase, bannedPhase],
	);
	if (seen.outcome === 'refuse') return [{ phase: 'banned', reason: 'banned-word', spans: seen.spans }];
	return seen.findings;
}
