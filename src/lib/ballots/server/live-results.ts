/** The live results of this process: one listener, one hub, one read for all watchers of a poll. */
import { mayResultsBeSeen } from '../../polls/poll';
import { findPoll } from '../../polls/server/reads';
import { db } from '../../server/db/client';
import { env } from '../../server/env';
import { Hub } from '../../server/live/hub';
import { listen, type Listener } from '../../server/live/listener';
import { log } from '../../server/log';
import { readResults } from './reads';

/** A subject of the hub is a poll in a language, since the frame carries labels. */
export const subjectOf = (slug: string, lang: 'vi' | 'en'): string => `${lang}/${slug}`;

const slugs = new Map<string, string>();
let listener: Listener | undefined;

export const liveResults = new Hub({
	read: readFrame,
	onError: (error) => log.warn({ reason: (error as Error).message }, 'live results could not be read'),
});

export function startLiveResults(): void {
	listener ??= listen({
		connectionString: env().DATABASE_URL,
		channel: 'poll_changed',
		onMessage: (pollId) => {
			const slug = slugs.get(pollId);
			if (slug === undefined) return;
			liveResults.changed(subjectOf(slug, 'vi'));
			liveResults.changed(subjectOf(slug, 'en'));
		},
		onConnected: () => liveResults.allChanged(),
		onLost: () => log.warn('database listener lost, reconnecting'),
	});
}

export async function stopLiveResults(): Promise<void> {
	liveResults.close();
	const stopping = listener;
	listener = undefined;
	await stopping?.close();
}

async function readFrame(subject: string): Promise<Uint8Array | undefined> {
	const [lang, slug] = subject.split('/') as ['vi' | 'en', string];
	const poll = await findPoll(db(), slug, lang);
	// Who may see results "after voting" was asked when the stream began; here it is only whether anybody may.
	if (!poll || !mayResultsBeSeen(poll, { hasVoted: true })) return undefined;
	slugs.set(poll.id, slug);
	const results = await readResults(db(), poll);
	return new TextEncoder().encode(`event: results\ndata: ${JSON.stringify(results)}\n\n`);
}
