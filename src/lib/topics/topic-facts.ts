import { plainPicture } from './picture';
import type { Topic } from './topic';

/** A topic for search engines: https://schema.org/Article. */
export function topicFacts(topic: Omit<Topic, 'body'>, address: string, publisher: string): object {
	return {
		'@context': 'https://schema.org',
		'@type': 'Article',
		'@id': address,
		url: address,
		headline: topic.title,
		description: topic.summary,
		inLanguage: topic.lang,
		datePublished: topic.publishedAt.toISOString(),
		dateModified: topic.editedAt.toISOString(),
		// Whoever wrote it, else the site itself: the article has an author either way.
		author: topic.author
			? { '@type': 'Person', name: topic.author }
			: { '@type': 'Organization', name: publisher },
		...(topic.picture ? { image: new URL(plainPicture(topic.picture), address).href } : {}),
		publisher: { '@type': 'Organization', name: publisher },
	};
}
