/** The little of SVG that figures need: escaped text, shapes as attributes (no style, so that no policy forbids them). */

/** Of the light theme (ui/tokens.css), since what is downloaded is printed or stands on white. */
export const PAPER = {
	paper: '#ffffff',
	ink: '#1c2526',
	quiet: '#55605f',
	line: '#d5d8d3',
	track: '#e7e8e3',
} as const;

/** Colours by the names that pages know them by. */
export const TINTS = {
	'series-1': '#0b6b78',
	'series-2': '#b5651d',
	'series-3': '#4b5fa8',
	'series-4': '#8a7a12',
	'series-5': '#a5447a',
	'diverging-1': '#8f4a12',
	'diverging-2': '#cf9a63',
	'diverging-3': '#a9aeab',
	'diverging-4': '#5d9fa8',
	'diverging-5': '#0b5560',
	'color-track': '#e7e8e3',
} as const;
export type Tint = keyof typeof TINTS;

const FONT = "'Be Vietnam Pro', 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";
/** Width of a letter against the size of the type, on the average: somewhat too wide rather than too narrow. */
const LETTER = 0.56;

function escapeXml(text: string): string {
	return text
		.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;');
}

type Attributes = Record<string, string | number | undefined>;

export function shape(name: string, attributes: Attributes, content = ''): string {
	const said = Object.entries(attributes)
		.filter(([, value]) => value !== undefined)
		.map(([key, value]) => ` ${key}="${typeof value === 'number' ? tidy(value) : escapeXml(value!)}"`)
		.join('');
	return `<${name}${said}>${content}</${name}>`;
}

export function write(text: string, x: number, y: number, attributes: Attributes = {}): string {
	return shape('text', { x, y, 'font-size': 14, fill: PAPER.ink, ...attributes }, escapeXml(text));
}

/** Breaks a text into lines that fit, by an estimate: nobody measures letters on a server. */
export function wrap(text: string, width: number, size = 14): string[] {
	const most = Math.max(4, Math.floor(width / (size * LETTER)));
	const lines: string[] = [];
	let line = '';
	for (const word of text.split(/\s+/)) {
		const longer = line === '' ? word : `${line} ${word}`;
		if (line !== '' && longer.length > most) {
			lines.push(line);
			line = word;
		} else line = longer;
	}
	return [...lines, line];
}

export function document(
	content: string,
	{ width, height, title }: { width: number; height: number; title: string },
) {
	return (
		'<?xml version="1.0" encoding="UTF-8"?>\n' +
		`<svg xmlns="http://www.w3.org/2000/svg" width="${tidy(width)}" height="${tidy(height)}" ` +
		`viewBox="0 0 ${tidy(width)} ${tidy(height)}" font-family="${escapeXml(FONT)}" role="img">` +
		`<title>${escapeXml(title)}</title>` +
		shape('rect', { width, height, fill: PAPER.paper }) +
		content +
		'</svg>\n'
	);
}

function tidy(value: number): number {
	return Math.round(value * 100) / 100;
}
