/** What a ballot says of how to answer it, and of what became of an answer. */
import { m } from '$lib/i18n/paraglide/messages';
import { isRating, type Poll, type PollOption } from '$lib/polls/poll';

export function hintText({ kind, minChoices: min, maxChoices: max }: Poll): string {
	if (isRating(kind)) return m.ballot_hint_rating();
	if (kind !== 'multiple') return m.ballot_hint_single();
	if (min === max) return m.ballot_hint_exact({ min });
	return min > 1 ? m.ballot_hint_range({ min, max }) : m.ballot_hint_max({ max });
}

/** Empty where nothing was sent. */
export function outcomeText(outcome: string | undefined): string {
	if (outcome === 'counted') return m.outcome_counted();
	if (outcome === 'changed') return m.outcome_changed();
	return outcome === 'same' ? m.outcome_same() : '';
}

/** What was chosen, by its labels. */
export function answerText(options: readonly PollOption[], answer: readonly number[] | null): string {
	return (answer ?? [])
		.map((id) => options.find((option) => option.id === id)?.label ?? String(id))
		.join('; ');
}
