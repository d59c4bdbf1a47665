declare module 'subset-font' {
	/** @param text the characters to keep */
	export default function subsetFont(
		font: Buffer,
		text: string,
		options: { targetFormat: 'woff2'; noHinting?: boolean; keepFeatures?: string[] },
	): Promise<Buffer>;
}
