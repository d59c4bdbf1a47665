/** What the pages of the dashboard and their exports load: the same address gives both the same figures. */
import { error } from '@sveltejs/kit';
import { accessResults } from '../../ballots/server/public-results';
import { listHourlyTurnout, readResults } from '../../ballots/server/reads';
import type { Visitor } from '../../ballots/server/voter';
import type { Actor } from '../../people/actor';
import { areasOf, can } from '../../people/can';
import { listAreaPath } from '../../people/server/areas';
import type { Lang, Poll } from '../../polls/poll';
import type { HourlyTurnout, Results } from '../../polls/results';
import { findPoll } from '../../polls/server/reads';
import { db } from '../../server/db/client';
import { reading } from '../../server/db/reader';
import type { Breakdown } from '../breakdown';
import { filtersSchema } from '../filters.schema';
import { periodTimes, type NewAnswers, type PeriodTimes } from '../new-answers';
import { readBreakdown } from './breakdown-reads';
import { saidSchema } from '../said.schema';
import type { Scope } from './choices';
import { listNewAnswers } from './new-answers-read';
import { listLines, readOverview } from './overview-reads';
import type { SharePoint } from '../share-points';
import { listSaid, readSaid } from './said-reads';
import { listSharePoints } from './share-point-reads';

interface Asking {
	url: URL;
	locals: { lang: Lang; actor?: Actor | undefined };
}

function asked({ url, locals }: Asking) {
	const filters = filtersSchema.parse(Object.fromEntries(url.searchParams));
	const scope: Scope = locals.actor ? areasOf(locals.actor, 'dashboard.read') : [];
	return { filters, lang: locals.lang, scope };
}

export async function loadOverview(asking: Asking) {
	const question = asked(asking);
	return {
		filters: question.filters,
		...(await reading(db(), (reader) => readOverview(reader, question))),
	};
}

export async function loadLines(asking: Asking) {
	const question = asked(asking);
	return { filters: question.filters, ...(await reading(db(), (reader) => listLines(reader, question))) };
}

function askedOfSaid({ url, locals }: Asking) {
	const filters = saidSchema.parse(Object.fromEntries(url.searchParams));
	return { ...asked({ url, locals }), filters };
}

export async function loadSaid(asking: Asking) {
	const question = askedOfSaid(asking);
	return {
		filters: question.filters,
		...(await reading(db(), (reader) => readSaid(reader, question))),
	};
}

/** All of them, read while they are written to a file. */
export function listSaidFor(asking: Asking, now: Date) {
	const question = askedOfSaid(asking);
	return { filters: question.filters, said: listSaid(db(), question, now) };
}

export interface PollInsight {
	poll: Poll;
	now: Date;
	/** Null while the result policy hides them: the one rule that holds for citizens too. Then the rest is empty. */
	results: Results | null;
	hours: HourlyTurnout[];
	/** People on the roll who may vote; null: not known. */
	eligible: number | null;
	breakdown: Breakdown | null;
	/** How results stood earlier. */
	points: SharePoint[];
}

interface AskingOfPoll {
	params: { slug: string };
	locals: Asking['locals'];
	cookies: Visitor['cookies'];
}

export async function loadPollInsight({ params, locals, cookies }: AskingOfPoll): Promise<PollInsight> {
	const { actor, lang } = locals;
	const now = new Date();
	const poll = await findPoll(db(), params.slug, lang);
	if (!poll) error(404);
	const areas = await listAreaPath(db(), poll.eligibility.area);
	if (can(actor, 'dashboard.read', { subject: { areas }, now }) !== 'yes') error(403);
	const access = await accessResults(params.slug, lang, { actor, cookies });
	if ('refusal' in access)
		return { poll, now, results: null, hours: [], eligible: null, breakdown: null, points: [] };
	return reading(db(), async (reader) => {
		const results = await readResults(reader, poll);
		const hours = await listHourlyTurnout(reader, poll.id);
		const points = await listSharePoints(reader, poll.id);
		return { poll, now, results, hours, points, ...(await readBreakdown(reader, poll.id, lang)) };
	});
}

/** What the overview draws of one poll, by its period. Null while the result policy hides it. */
export async function loadNewAnswers(
	asking: AskingOfPoll & Pick<Asking, 'url'>,
): Promise<{ poll: Poll; newAnswers: NewAnswers; times: PeriodTimes } | null> {
	const { poll, results, now } = await loadPollInsight(asking);
	if (!results) return null;
	const times = periodTimes(now, asked(asking).filters.period);
	const found = await reading(db(), (reader) => listNewAnswers(reader, [poll.id], times));
	return { poll, newAnswers: found.get(poll.id) ?? {}, times };
}
