/**
 * How many answered in which article. Never beside a vote, and never at its moment: counts gather in the process and are
 * written once an hour, all together, so that neither a row nor the time of its change says which answer came from where.
 * What a crash takes with it is missing from these counts; the answers themselves are not.
 */
import { sql } from 'kysely';
import type { Db } from '../../server/db/client';
import type { ArticleContext } from './article-context';

interface Counted extends ArticleContext {
	pollId: string;
	/** In Vietnam, 2026-11-23. */
	day: string;
	answers: number;
}

/** Distinct articles of an hour; more would be made up. */
const MOST = 20_000;

export class ArticleCounts {
	#gathered = new Map<string, Counted>();

	add(pollId: string, context: ArticleContext, day: string): void {
		const key = JSON.stringify([context.newspaperId, pollId, context.article, day]);
		const counted = this.#gathered.get(key);
		if (counted) counted.answers++;
		else if (this.#gathered.size < MOST) this.#gathered.set(key, { ...context, pollId, day, answers: 1 });
	}

	/** @returns how many rows were written; after a failure they wait for the next time */
	async write(db: Db): Promise<number> {
		const all = [...this.#gathered.values()];
		if (all.length === 0) return 0;
		this.#gathered = new Map();
		try {
			// In the order of their keys: several processes write at the same time and never wait in a circle.
			await sql`
				INSERT INTO article_answers AS a (newspaper_id, poll_id, article, day, url, answers)
				SELECT g.newspaper_id, g.poll_id, g.article, g.day, g.url, g.answers
				FROM jsonb_to_recordset(${JSON.stringify(all.map(row))}::jsonb)
					AS g (newspaper_id uuid, poll_id uuid, article text, day date, url text, answers int)
				WHERE EXISTS (SELECT FROM newspaper n WHERE n.id = g.newspaper_id)
				ORDER BY g.newspaper_id, g.poll_id, g.article, g.day
				ON CONFLICT (newspaper_id, poll_id, article, day)
				DO UPDATE SET answers = a.answers + excluded.answers, url = excluded.url`.execute(db);
		} catch (error) {
			for (const { answers, pollId, day, ...context } of all) {
				for (let i = 0; i < answers; i++) this.add(pollId, context, day);
			}
			throw error;
		}
		return all.length;
	}
}

const row = ({ newspaperId, pollId, ...rest }: Counted) => ({
	...{ newspaper_id: newspaperId, poll_id: pollId },
	...rest,
});

/** Of this process. */
export const articleCounts = new ArticleCounts();
