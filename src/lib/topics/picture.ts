/** The picture of a topic: what may be sent in, and how a page asks for the files that were made of it. */

/** Of a file that is sent in. Phones make pictures of 12 to 50 megapixels. */
export const MOST_BYTES = 10_000_000;
export const MOST_PIXELS = 50_000_000;
/** Narrower, and it is a blur on a page. */
export const LEAST_WIDTH = 400;
/** A taller one would push everything else off the page. Height to width. */
export const TALLEST = 2;

/** Of the files that are made; a picture has those that are not wider than itself. */
export const WIDTHS = [480, 800, 1200, 1600] as const;

export type PictureFault =
	| 'empty'
	| 'too-heavy'
	| 'no-picture'
	| 'animated'
	| 'broken'
	| 'too-many-pixels'
	| 'too-narrow'
	| 'too-tall'
	| 'busy'
	| 'gone';

export interface PictureFile {
	/** As its address ends. */
	name: string;
	width: number;
}

export interface Picture {
	id: string;
	width: number;
	height: number;
	files: readonly PictureFile[];
}

/** A picture as a topic shows it. */
export interface TopicPicture extends Picture {
	/** For whoever does not see it. */
	alt: string;
	caption: string;
	credit: string;
}

const pictureAddress = (name: string): string => `/pictures/${name}`;

/** @returns files of one format as `srcset` takes them, the narrowest first */
export function srcset({ files }: Pick<Picture, 'files'>, format: 'webp' | 'jpg'): string {
	return files
		.filter(({ name }) => name.endsWith(`.${format}`))
		.sort((a, b) => a.width - b.width)
		.map(({ name, width }) => `${pictureAddress(name)} ${width}w`)
		.join(', ');
}

/** The one for whoever takes a single address: a browser without `srcset`, a site that shows a preview. */
export function plainPicture({ files }: Pick<Picture, 'files'>): string {
	const file = files.find(({ name }) => name.endsWith('.jpg')) ?? files[0];
	return file ? pictureAddress(file.name) : '';
}
