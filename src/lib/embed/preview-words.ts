/** The words of a poll's preview image, in the language that is spoken while they are made. */
import { m } from '$lib/i18n/paraglide/messages';
import { getLocale } from '$lib/i18n/paraglide/runtime';
import { classLabel, levelText } from '$lib/polls/labels';
import type { Poll } from '$lib/polls/poll';
import { classesOf, type Results } from '$lib/polls/results';
import { answers, dateTime, percent } from '$lib/ui/format';
import { MOST_BARS, PREVIEW, type Preview } from './preview';

/** @param results null where everybody must wait for them; an image knows nobody who has answered */
export function previewOfResults(poll: Poll, results: Results | null): Preview {
	const shown = (results?.classes ?? [])
		.filter((one) => classesOf(poll.level).includes(one.class) && one.ballots > 0)
		.sort((a) => (a.class === 'verified' ? -1 : 1));
	const note = results === null ? hiddenText(poll) : shown.length === 0 ? m.results_none_closed() : '';
	return {
		eyebrow: `${m.site_name()} · ${m.results_heading()}`,
		question: poll.question,
		groups: shown.map((one) => ({
			heading: `${classLabel(one.class)} · ${answers(one.ballots)}`,
			series: one.class,
			bars: [...one.options]
				.sort((a, b) => b.votes - a.votes)
				.slice(0, MOST_BARS)
				.map(({ label, share }) => ({ label, share: percent(share), part: share })),
		})),
		foot: results ? m.live_static({ when: dateTime(new Date(results.asOf)) }) : whenText(poll),
		note: shown.length === 0 && results !== null && poll.status !== 'closed' ? m.results_none() : note,
	};
}

export function previewOfPoll(poll: Poll): Preview {
	return {
		eyebrow: `${m.site_name()} · ${m.share_preview_poll()}`,
		question: poll.question,
		groups: [],
		foot: whenText(poll),
		note: levelText(poll.level),
	};
}

/** What a page says of its image (ui/PageMeta.svelte), in the page's language. */
export function previewMeta({ slug, question }: Pick<Poll, 'slug' | 'question'>, isResults = false) {
	const query = new URLSearchParams({ ...(isResults ? { of: 'results' } : {}), in: getLocale() });
	const alt = isResults ? m.share_preview_alt_results({ question }) : m.share_preview_alt({ question });
	return { path: `/polls/${slug}/preview.png?${query}`, ...PREVIEW, alt };
}

function whenText({ status, opensAt, closesAt }: Poll): string {
	if (status === 'scheduled') return m.opens_at({ when: dateTime(opensAt) });
	return status === 'closed'
		? m.closed_at({ when: dateTime(closesAt) })
		: m.closes_at({ when: dateTime(closesAt) });
}

function hiddenText({ status, resultPolicy, opensAt, closesAt }: Poll): string {
	if (status === 'scheduled') return m.results_hidden_open({ when: dateTime(opensAt) });
	if (resultPolicy === 'after-vote') return m.results_hidden_vote();
	return m.results_hidden_close({ when: dateTime(closesAt) });
}
