/**
 * A newspaper's colour in the place of ours, for links, buttons and marks. It is made darker or lighter until text in it
 * passes AA (WCAG 2.2, 1.4.3) on every ground that the widget has, in both themes: a pale yellow stays recognisable, and
 * can be read.
 */

type Rgb = readonly [number, number, number];

/** As ui/tokens.css has them. */
const GROUNDS = {
	light: { paper: '#fbfaf7', surface: '#ffffff', far: [0, 0, 0] },
	dark: { paper: '#14191a', surface: '#1b2223', far: [255, 255, 255] },
} as const;
const AA = 4.5;

/** @param accent six hexadecimal digits */
export function accentCss(accent: string): string {
	return (
		`:root:root{${tokens(accent, 'light')}}\n` +
		`@media (prefers-color-scheme:dark){:root:root:not([data-theme='light']){${tokens(accent, 'dark')}}}\n` +
		`:root:root[data-theme='dark']{${tokens(accent, 'dark')}}\n`
	);
}

function tokens(accent: string, theme: keyof typeof GROUNDS): string {
	const { paper, surface, far } = GROUNDS[theme];
	const wash = mix(parse(surface), parse(accent), 0.12);
	const grounds = [parse(paper), parse(surface), wash];
	let colour = parse(accent);
	for (let step = 0; step < 20 && grounds.some((ground) => contrast(colour, ground) < AA); step++) {
		colour = mix(colour, far, 0.1);
	}
	const strong = mix(colour, far, 0.25);
	const on = [parse('#ffffff'), parse('#0c1d20')].find((text) => contrast(text, colour) >= AA)!;
	return [
		`--color-accent:${write(colour)}`,
		`--color-accent-strong:${write(strong)}`,
		`--color-accent-wash:${write(wash)}`,
		`--color-on-accent:${write(on)}`,
		`--color-focus:${write(colour)}`,
	].join(';');
}

/** Of two colours, 1 to 21. */
export function contrast(one: Rgb, other: Rgb): number {
	const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
	return (high + 0.05) / (low + 0.05);
}

function luminance(colour: Rgb): number {
	const [red, green, blue] = colour.map((part) => {
		const value = part / 255;
		return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
	}) as [number, number, number];
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

export function parse(text: string): Rgb {
	const digits = text.replace('#', '');
	return [0, 2, 4].map((at) => parseInt(digits.slice(at, at + 2), 16)) as unknown as Rgb;
}

function mix(from: Rgb, to: Rgb, part: number): Rgb {
	return from.map((value, i) => Math.round(value + (to[i]! - value) * part)) as unknown as Rgb;
}

function write(colour: Rgb): string {
	return `#${colour.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}
