/** One poll that everybody answers, against the same load over a thousand polls: a hot poll must not be slower. */
import { inRounds, median, medianRatio, short, type Bench, type Row } from './bench.ts';
import { countAnswers, openOurWriter } from './callers.ts';
import { benchDatabase, makePolls, mustEqualRecount } from './database.ts';

export async function measureSpread({ superUrl, quick }: Bench): Promise<Row[]> {
	const database = await benchDatabase(superUrl);
	const polls = await makePolls(database.ownerUrl, 1_000);
	const ours = await openOurWriter(database.appUrl);
	const hot = (n: number, key: Buffer) => ours.vote(polls[0]!, n, key);
	const spread = (n: number, key: Buffer) => ours.vote(polls[(n * 7) % polls.length]!, n, key);
	const seconds = quick ? 2 : 4;
	for (const ask of [hot, spread]) await countAnswers(0.5, ask);
	const rates = await inRounds('spread, votes/s', {
		hot: async () => (await countAnswers(seconds, hot)).perSecond,
		spread: async () => (await countAnswers(seconds, spread)).perSecond,
	});
	await ours.close();
	await mustEqualRecount(database.ownerUrl, ours.counted());
	await database.drop();
	const ratio = medianRatio(rates.hot, rates.spread);
	return [
		{
			name: 'hot poll, against 1,000 polls',
			ours: `${short(median(rates.hot))} votes/s`,
			baseline: `${short(median(rates.spread))} votes/s`,
			ratio,
			goal: '≥ 0.9',
			met: ratio >= 0.9,
			note: `spread: the ratio is hot / spread; the other way round it is ${short(1 / ratio)}.`,
		},
	];
}
