import type { TopicPicture } from './picture';

export const CATEGORIES = [
	'public-service',
	'infrastructure',
	'education',
	'health',
	'environment',
	'economy',
	'culture',
	'other',
] as const;
export type Category = (typeof CATEGORIES)[number];

export interface TopicSummary {
	slug: string;
	title: string;
	summary: string;
}

export interface Topic extends TopicSummary {
	id: string;
	/** Markdown. */
	body: string;
	/** Of the texts: the reader's language where it exists, else the original. */
	lang: 'vi' | 'en';
	category: Category;
	/** As it stands on the page; may be empty. */
	author: string;
	picture: TopicPicture | null;
	publishedAt: Date;
	editedAt: Date;
}
