import type { Poll } from './poll';

/** A poll for search engines: https://schema.org/Question. Its options, never its results: those have rules of their own. */
export function pollFacts(poll: Poll, address: string): object {
	return {
		'@context': 'https://schema.org',
		'@type': 'Question',
		'@id': address,
		url: address,
		name: poll.question,
		...(poll.intro ? { text: poll.intro } : {}),
		inLanguage: poll.lang,
		datePublished: poll.opensAt.toISOString(),
		expires: poll.closesAt.toISOString(),
		suggestedAnswer: poll.options.map(({ label }) => ({ '@type': 'Answer', text: label })),
	};
}
