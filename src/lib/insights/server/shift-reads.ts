/** Which opinions moved in a period: read off the points that are kept of each poll, two of each class, however many voted. */
import { sql } from 'kysely';
import type { Kind, Lang, VoterClass } from '../../polls/poll';
import type { Reader } from '../../server/db/reader';
import { FEW } from '../interval';
import type { OpinionMover, PollLine } from '../overview';
import type { SharePoint } from '../share-points';
import { shiftOf } from '../shift';
import { hourAgo } from './choices';

const MOST = 3;

interface Row {
	pollId: string;
	kind: Kind;
	class: VoterClass;
	/** Ids of its options. */
	options: number[];
	before: Pick<SharePoint, 'ballots' | 'votes'>;
	now: Pick<SharePoint, 'ballots' | 'votes'>;
}

/** @param lines those of which somebody may see results; of others nothing is read */
export async function listOpinionMovers(
	reader: Reader,
	lines: readonly PollLine[],
	{ days, lang }: { days: number; lang: Lang },
): Promise<OpinionMover[]> {
	// Whoever has too few new answers has no change to tell of.
	const moving = lines.filter(
		({ status, movements }) => status === 'open' && movements.some(({ now }) => now >= FEW),
	);
	if (moving.length === 0) return [];
	const point = (before: boolean) => sql`
		SELECT jsonb_build_object('ballots', s.ballots, 'votes', s.votes) AS stood, s.hour FROM share_point s
		WHERE s.poll_id = p.id AND s.voter_class = c.voter_class ${before ? sql`AND s.hour < ${hourAgo(days)}` : sql``}
		ORDER BY s.hour DESC LIMIT 1`;
	const { rows } = await sql<Row>`
		SELECT p.id AS poll_id, p.kind, c.voter_class AS class, b.stood AS before, n.stood AS now,
			ARRAY(SELECT id FROM poll_option WHERE poll_id = p.id ORDER BY id) AS options
		FROM poll p CROSS JOIN (VALUES ('verified'), ('unverified')) c (voter_class)
		CROSS JOIN LATERAL (${point(true)}) b CROSS JOIN LATERAL (${point(false)}) n
		WHERE p.id = ANY (${moving.map(({ id }) => id)}::uuid[]) AND n.hour > b.hour`.execute(reader);
	const shifts = rows
		.flatMap(({ pollId, before, now, ...of }) => {
			const shift = shiftOf(of, before, now);
			return shift ? [{ pollId, shift }] : [];
		})
		.sort((a, b) => b.shift.size - a.shift.size)
		.filter(({ pollId }, i, all) => all.findIndex((one) => one.pollId === pollId) === i)
		.slice(0, MOST);
	const labels = await listLabels(reader, shifts, lang);
	return shifts.flatMap(({ pollId, shift }) => {
		const line = moving.find(({ id }) => id === pollId);
		const label = labels.find((one) => one.pollId === pollId && one.optionId === shift.option)?.label;
		return line ? [{ slug: line.slug, question: line.question, shift, label: label ?? null }] : [];
	});
}

async function listLabels(
	reader: Reader,
	shifts: readonly { pollId: string; shift: { option: number | null } }[],
	lang: Lang,
) {
	const { rows } = await sql<{ pollId: string; optionId: number; label: string }>`
		SELECT DISTINCT ON (t.poll_id, t.option_id) t.poll_id, t.option_id, t.label FROM poll_option_text t
		WHERE (t.poll_id, t.option_id) IN (
			SELECT * FROM unnest(${shifts.map(({ pollId }) => pollId)}::uuid[], ${shifts.map(({ shift }) => shift.option)}::int[]))
		ORDER BY t.poll_id, t.option_id, t.lang <> ${lang}`.execute(reader);
	return rows;
}
