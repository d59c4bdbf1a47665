export interface TopicSummary {
	slug: string;
	title: string;
	summary: string;
}

export interface Topic extends TopicSummary {
	id: string;
	/** Plain text; paragraphs are separated by blank lines. */
	body: string;
}
