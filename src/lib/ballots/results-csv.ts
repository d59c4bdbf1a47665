/** Results as a table file. */
import type { Results } from '../polls/results';
import { csvOf } from '../shared/csv';

export function resultsCsv(results: Results): string {
	return csvOf([
		['poll', 'as_of', 'status', 'class', 'class_ballots', 'option_id', 'option', 'votes', 'share'],
		...results.classes.flatMap((group) =>
			group.options.map((option) => [
				results.slug,
				results.asOf,
				results.status,
				group.class,
				String(group.ballots),
				String(option.id),
				option.label,
				String(option.votes),
				String(option.share),
			]),
		),
	]);
}
