/** Rating the tone of comments, one after the other, by the time of the core that it takes, whoever else wants it. */
import { readModel, type ModelFile } from '../../src/lib/insights/tone/model.ts';
import file from '../../src/lib/insights/tone/model.json' with { type: 'json' };
import { rateTone } from '../../src/lib/insights/tone/rate-tone.ts';
import { CIVIC_EXAMPLES } from '../tone/civic-examples.ts';
import { median, short, type Bench, type Row } from './bench.ts';

const GOAL = 5_000;

export function measureTone({ quick }: Bench): Promise<Row[]> {
	const model = readModel(file as unknown as ModelFile);
	const texts = CIVIC_EXAMPLES.map(({ text }) => text);
	const rounds = quick ? 3 : 15;
	const rates = Array.from({ length: rounds }, () => {
		const began = process.cpuUsage();
		for (const text of texts) rateTone(model, text);
		const { user, system } = process.cpuUsage(began);
		return texts.length / ((user + system) / 1e6);
	});
	const letters = texts.reduce((sum, text) => sum + text.length, 0) / texts.length;
	const rate = median(rates);
	return Promise.resolve([
		{
			name: `tone of a comment (${Math.round(letters)} letters)`,
			ours: `${short(rate)} comments/s`,
			baseline: '',
			goal: `> ${GOAL.toLocaleString('en-US')} /s`,
			met: rate > GOAL,
		},
	]);
}
