import { prepareWords, type PreparedWords } from './find-words';
import type { Rules } from './rules.schema';

/** Rules whose word lists are ready for looking up. Prepare once, screen often. */
export interface PreparedRules extends Omit<Rules, 'banned' | 'suspect' | 'agency'> {
	banned: PreparedWords;
	suspect: PreparedWords;
	agency: PreparedWords;
}

export function prepareRules(rules: Rules): PreparedRules {
	return {
		...rules,
		banned: prepareWords(rules.banned),
		suspect: prepareWords(rules.suspect),
		agency: prepareWords(rules.agency),
	};
}
