/** What a preview image says, as words already in a language; drawn by server/preview. */

export const PREVIEW = { width: 1200, height: 630 } as const;

export interface PreviewBar {
	label: string;
	share: string;
	/** 0 to 1. */
	part: number;
}

export interface PreviewGroup {
	heading: string;
	bars: PreviewBar[];
	series: 'verified' | 'unverified';
}

export interface Preview {
	/** Who asks, and what kind of picture it is. */
	eyebrow: string;
	question: string;
	/** One class of answers, or two side by side: they are never added up. */
	groups: PreviewGroup[];
	/** The last line: how it is counted, until when. */
	foot: string;
	/** Where results are hidden: why. */
	note: string;
}

/** As many as have room. */
export const MOST_BARS = 4;

/** So that a label stays on its line; what is cut is marked. @param room in characters */
export function clip(text: string, room: number): string {
	const letters = [...new Intl.Segmenter().segment(text.replace(/\s+/g, ' ').trim())].map(
		({ segment }) => segment,
	);
	if (letters.length <= room) return letters.join('');
	return `${letters
		.slice(0, Math.max(1, room - 1))
		.join('')
		.trimEnd()}…`;
}
