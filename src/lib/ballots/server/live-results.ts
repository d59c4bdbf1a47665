/** The live results of this process: one hub, one read for all watchers of a poll. */
import { mayResultsBeSeen } from '../../polls/poll';
import { findPoll } from '../../polls/server/reads';
import { db } from '../../server/db/client';
import { Hub } from '../../server/live/hub';
import type { Channel } from '../../server/live/listener';
import { log } from '../../server/log';
import { readResults } from './reads';
import { forgetFigures } from './shared-figures';

/** A subject of the hub is a poll in a language, since the frame carries labels. */
export const subjectOf = (slug: string, lang: 'vi' | 'en'): string => `${lang}/${slug}`;

const slugs = new Map<string, string>();

export const liveResults = new Hub({
	read: readFrame,
	onError: (error) => log.warn({ reason: (error as Error).message }, 'live results could not be read'),
});

/** What the database says when votes have been written. */
export const pollChanged: Channel = {
	name: 'poll_changed',
	onMessage: (pollId) => {
		forgetFigures(pollId);
		const slug = slugs.get(pollId);
		if (slug === undefined) return;
		liveResults.changed(subjectOf(slug, 'vi'));
		liveResults.changed(subjectOf(slug, 'en'));
	},
	onConnected: () => liveResults.allChanged(),
	onSilence: () => liveResults.stale(),
};

const closings = new Map<string, NodeJS.Timeout>();
/** A timer can't wait longer than 2^31 ms; whoever has to wait longer looks again in between. */
const LONGEST_MS = 24 * 60 * 60 * 1000;

/** Nobody votes at the moment a poll closes, so its watchers are told by the clock. @param asOf by the database's clock */
function readAgainAtClosing(subject: string, closesAt: Date | undefined, asOf: string): void {
	clearTimeout(closings.get(subject));
	closings.delete(subject);
	if (!closesAt) return;
	const left = closesAt.getTime() - new Date(asOf).getTime();
	const timer = setTimeout(
		() => {
			closings.delete(subject);
			liveResults.changed(subject);
		},
		Math.min(left + 20, LONGEST_MS),
	);
	closings.set(subject, timer.unref());
}

async function readFrame(subject: string): Promise<Uint8Array | undefined> {
	const [lang, slug] = subject.split('/') as ['vi' | 'en', string];
	const poll = await findPoll(db(), slug, lang);
	// Who may see results "after voting" was asked when the stream began; here it is only whether anybody may.
	if (!poll || !mayResultsBeSeen(poll, { hasVoted: true })) return undefined;
	slugs.set(poll.id, slug);
	const results = await readResults(db(), poll);
	readAgainAtClosing(subject, poll.status === 'open' ? poll.closesAt : undefined, results.asOf);
	return new TextEncoder().encode(`event: results\ndata: ${JSON.stringify(results)}\n\n`);
}
