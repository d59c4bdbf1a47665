/**
 * Draws a preview image. Text is set by Pango inside of sharp, which shapes Vietnamese marks and other scripts and breaks
 * the question into lines; the font comes with us, so that every machine draws the same.
 */
import { createRequire } from 'node:module';
import { sharp } from '../../../server/sharp';
import { clip, PREVIEW, type Preview, type PreviewGroup } from '../../preview';

const { resolve } = createRequire(import.meta.url);
const FONT = '@expo-google-fonts/be-vietnam-pro';
const REGULAR = resolve(`${FONT}/400Regular/BeVietnamPro_400Regular.ttf`);
const SEMIBOLD = resolve(`${FONT}/600SemiBold/BeVietnamPro_600SemiBold.ttf`);

/** As ui/tokens.css has them, light. */
const INK = '#1c2526';
const QUIET = '#55605f';
const ACCENT = '#0b5560';
const PAPER = '#fbfaf7';
const TRACK = '#e7e8e3';
const SERIES = { verified: '#0b6b78', unverified: '#b5651d' };

const MARGIN = 64;
const WIDTH = PREVIEW.width - 2 * MARGIN;
const GUTTER = 48;
const ROW = 62;
/** Width of a letter of 24 pixels, on average; what is wider after all is cut off by its frame. */
const LETTER = 13.4;
/** The question takes the largest of these at which it leaves room for the rest. */
const SIZES = [56, 48, 42, 36, 30, 26] as const;

export async function drawPreview(preview: Preview): Promise<Buffer> {
	const bars = Math.max(0, ...preview.groups.map((group) => group.bars.length));
	const below = bars > 0 ? 56 + bars * ROW : 110;
	const top = 112;
	const question = await setQuestion(preview.question, PREVIEW.height - top - below - 76);
	const at = PREVIEW.height - 76 - below;
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${PREVIEW.width}" height="${PREVIEW.height}" font-family="Be Vietnam Pro" font-size="24" fill="${INK}">
		<rect width="100%" height="100%" fill="${PAPER}"/><rect width="100%" height="12" fill="${ACCENT}"/>
		<text x="${MARGIN}" y="84" font-size="26" font-weight="600" fill="${ACCENT}">${escape(preview.eyebrow)}</text>
		${preview.groups.map((group, i) => drawGroup(group, { at, i, of: preview.groups.length })).join('')}
		<rect x="${MARGIN}" y="${PREVIEW.height - 76}" width="${WIDTH}" height="2" fill="${INK}"/>
		<text x="${MARGIN}" y="${PREVIEW.height - 34}" fill="${QUIET}">${escape(clip(preview.foot, 82))}</text></svg>`;
	const pieces = [{ input: question, left: MARGIN, top }];
	if (preview.note) {
		const note = await setText(clip(preview.note, 160), { size: 24, colour: QUIET, file: REGULAR });
		pieces.push({ input: note.data, left: MARGIN, top: PREVIEW.height - 100 - note.info.height });
	}
	await knowFonts();
	return sharp(Buffer.from(svg)).composite(pieces).png({ palette: true }).toBuffer();
}

function drawGroup(
	{ heading, bars, series }: PreviewGroup,
	{ at, i, of }: { at: number; i: number; of: number },
): string {
	const width = of > 1 ? (WIDTH - GUTTER) / 2 : WIDTH;
	const left = MARGIN + i * (width + GUTTER);
	const room = Math.floor((width - 110) / LETTER);
	const rows = bars.map(({ label, share, part }, row) => {
		const y = at + 52 + row * ROW;
		const long = Math.max(0, Math.min(1, part)) * width;
		return `<svg x="${left}" y="${y}" width="${width - 100}" height="40"><text y="28">${escape(clip(label, room))}</text></svg>
			<text x="${left + width}" y="${y + 28}" font-weight="600" text-anchor="end">${escape(share)}</text>
			<rect x="${left}" y="${y + 38}" width="${width}" height="12" rx="2" fill="${TRACK}"/>
			<rect x="${left}" y="${y + 38}" width="${long.toFixed(1)}" height="12" rx="2" fill="${SERIES[series]}"/>`;
	});
	return `<text x="${left}" y="${at + 34}" font-weight="600">${escape(clip(heading, Math.floor(width / LETTER)))}</text>${rows.join('')}`;
}

async function setQuestion(question: string, height: number): Promise<Buffer> {
	for (const size of SIZES) {
		const { data, info } = await setText(question, { size, colour: INK, file: SEMIBOLD });
		if (info.height <= height) return data;
	}
	// As much of it as has room; each round a fifth less.
	const rest = clip(question, Math.min(400, Math.floor(question.length * 0.8)));
	return setQuestion(rest, height);
}

function setText(text: string, { size, colour, file }: { size: number; colour: string; file: string }) {
	return sharp({
		text: {
			text: `<span foreground="${colour}">${hasInk(text) ? escape(text) : '…'}</span>`,
			font: `Be Vietnam Pro ${file === SEMIBOLD ? 'SemiBold ' : ''}${size}`,
			fontfile: file,
			width: WIDTH,
			dpi: 72,
			rgba: true,
			wrap: 'word-char',
			spacing: Math.round(size / 6),
		},
	})
		.png()
		.toBuffer({ resolveWithObject: true });
}

/** Pango refuses to draw what would leave no mark. */
const hasInk = (text: string) => /[\p{L}\p{N}\p{P}\p{S}]/u.test(text);

let known: Promise<unknown> | undefined;

/** A font that a text was set in once can be used by drawings, for as long as the process lives. */
function knowFonts(): Promise<unknown> {
	return (known ??= sharp({ text: { text: 'ữ', font: 'Be Vietnam Pro 12', fontfile: REGULAR } })
		.png()
		.toBuffer());
}

function escape(text: string): string {
	const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
	// What XML has no place for would end the drawing.
	return text.replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, ' ').replace(/[&<>"]/g, (sign) => names[sign]!);
}
