/**
 * `npm run tone:train -- DIR`: trains the tone model on UIT-VSFC (Nguyen et al., KSE 2018), whose parts `train` and `dev` lie in DIR,
 * and on sentences of our own and, with `--also FILE`, on what people said of comments here; measures it on `dev`, and writes src/lib/insights/tone/model.json. The same data give the same bytes.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { TONES } from '../src/lib/insights/tone/tone.ts';
import {
	accuracy,
	countOf,
	f1ByTone,
	macroF1,
	weightedF1,
} from '../src/lib/insights/tone/training/measure.ts';
import { measureTone, trainTone } from '../src/lib/insights/tone/training/train-tone.ts';
import { CIVIC_EXAMPLES } from './tone/civic-examples.ts';

const SEED = 2018;
const MODEL = path.resolve(import.meta.dirname, '../src/lib/insights/tone/model.json');

const { values, positionals } = parseArgs({ options: { also: { type: 'string' } }, allowPositionals: true });
const [folder] = positionals;
if (folder === undefined)
	throw new Error(
		'Say where the data are: npm run tone:train -- DIR [--also FILE, of npm run tone:corrections]',
	);

/** One sentence a line, in lower case; signs and names were replaced by words, which are turned back here. */
function readPart(part: 'train' | 'dev') {
	const lines = (name: string) =>
		readFileSync(path.join(folder!, `${part}.${name}.txt`), 'utf8')
			.trimEnd()
			.split('\n');
	const tones = lines('sentiments').map(Number);
	return lines('sents').map((text, i) => ({ text: withSigns(text), tone: tones[i]! }));
}

function withSigns(text: string): string {
	return text
		.replace(/doubledot/g, ':')
		.replace(/fraction/g, '/')
		.replace(/colon(smile|smilesmile|bigsmile|love|smallsmile|hihi)\b/g, ':)')
		.replace(/colon(sad|contemn|sadcolon)\b/g, ':(')
		.replace(/wzjwz\d+/g, 'x');
}

/** What people said of comments: it counts like any other example, and is measured on nothing. */
function readCorrections(file: string | undefined) {
	if (file === undefined) return [];
	const lines = readFileSync(file, 'utf8').trimEnd().split('\n').filter(Boolean);
	return lines.map((line) => JSON.parse(line) as { text: string; tone: number });
}

const ours = CIVIC_EXAMPLES.map(({ text, tone }) => ({ text, tone: TONES.indexOf(tone) }));
const trained = trainTone([...readPart('train'), ...ours, ...readCorrections(values.also)], {
	seed: SEED,
	progress: (doing) => console.log(doing),
});
const dev = readPart('dev');
const { notRated, ...measured } = measureTone(trained, dev);
writeFileSync(MODEL, `${JSON.stringify({ ...trained, measured })}\n`);

const said = (value: number) => value.toFixed(4);
console.log(
	`on ${dev.length} sentences: weighted F1 ${said(weightedF1(measured.confusion))}, macro F1 ${said(macroF1(measured.confusion))}`,
);
console.log(
	`F1 by tone: ${f1ByTone(measured.confusion)
		.map((value, i) => `${TONES[i]} ${said(value)}`)
		.join(', ')}`,
);
console.log(
	`sure of ${said(countOf(measured.sure) / dev.length)}, and of those right in ${said(accuracy(measured.sure))}`,
);
console.log(`calibration error ${said(measured.calibrationError)}; ${notRated} not taken for Vietnamese`);
