/** A person answers a poll. */
import { canonicalChoices, type Poll } from '../../polls/poll';
import { ok, refuse, type Result } from '../../shared/result';
import { votesTotal } from '../../server/metrics';
import type { Counted, VoteRefusal } from '../ballot';
import { otherAnswers, pollKeys, pollStrata, votes } from './ballot-box';
import { cleanOther, OTHER_MAX } from './other-answers';
import { forgetFigures } from './shared-figures';
import { otherAuthorKey, voterKey, type Voter } from './voter-key';

export interface Answer {
	poll: Poll;
	voter: Voter;
	/** The browser of a verified voter: the answer that it gave by itself is withdrawn. */
	browser?: Voter;
	choices: readonly number[];
	/** Where the voter lives and when they were born, as far as known: a poll for citizens is counted by strata too. */
	resident?: { area: string | null; birthYear: number | null };
	/** Words for the option "other"; taken only when that option is chosen. */
	other?: string;
}

/**
 * Done means committed: the vote is in the tally, and the words, if any, wait for a moderator.
 * @throws QueueFull, or the database's error; the same answer may then be sent again and still counts once
 */
export async function castVote(answer: Answer): Promise<Result<Counted, VoteRefusal | 'other-too-long'>> {
	const result = await cast(answer);
	votesTotal.inc({ outcome: result.ok ? result.value : result.reason });
	return result;
}

async function cast({
	poll,
	voter,
	browser,
	choices,
	resident,
	other = '',
}: Answer): ReturnType<typeof castVote> {
	if (poll.status === 'scheduled') return refuse('poll-not-open');
	if (poll.level === 'citizens' && voter.class !== 'verified') return refuse('sign-in-required');
	const canonical = canonicalChoices(poll, choices);
	if (!canonical) return refuse('invalid-choices');
	const words = poll.options.some(({ id, isOther }) => isOther && canonical.includes(id))
		? cleanOther(other)
		: '';
	if ([...words].length > OTHER_MAX) return refuse('other-too-long');

	const key = await pollKeys.of(poll.id);
	// Keys are made while a poll is open; one that has none and never got one takes no answers any more.
	if (!key) return refuse('poll-closed');
	const stratum =
		poll.level === 'citizens' && resident ? await pollStrata.stratumOf(poll, resident) : undefined;
	const outcome = await votes.write({
		pollId: poll.id,
		voterKey: voterKey(key, voter),
		voterClass: voter.class,
		choices: canonical,
		...(browser ? { replaces: voterKey(key, browser) } : {}),
		...(stratum === undefined ? {} : { stratum }),
	});
	switch (outcome) {
		case 'counted':
		case 'changed':
		case 'same':
			forgetFigures(poll.id);
			if (words)
				await otherAnswers.write({ pollId: poll.id, authorKey: otherAuthorKey(key, voter), body: words });
			return ok(outcome);
		default:
			return refuse(outcome);
	}
}
