/** Looks at each comment of the sample as the application would have when it was sent. */
import { prepareRules } from '../../../src/lib/comments/screening/prepare-rules.ts';
import type { Finding, Screened } from '../../../src/lib/comments/screening/phase.ts';
import { firstRules } from '../../../src/lib/comments/screening/rules.schema.ts';
import { firstState, screen } from '../../../src/lib/comments/screening/screening.ts';
import { repeatHash } from '../../../src/lib/comments/server/gather.ts';
import { readForms } from '../../../src/lib/comments/text/folded.ts';
import { findWords } from '../../../src/lib/comments/screening/find-words.ts';
import { DAY, isShown, MINUTE, OFFICIAL, type Laid } from './lay-out.ts';

export interface Looked extends Laid {
	/** It was shown at once: nobody had to look. */
	passed: boolean;
	findings: Finding[];
	/** Of what it said before it was changed. */
	findingsBefore: Finding[];
	hash: Buffer;
	/** Turning it away takes two. */
	aboutAgency: boolean;
}

interface Standing {
	/** Threads in which comments are shown at once. */
	after: ReadonlySet<string>;
	/** From when on everything that somebody writes waits. */
	heldFrom: ReadonlyMap<number, number>;
}

/** @throws when one would be refused, since then it could never have got there */
export function lookAt(comments: Laid[], { after, heldFrom }: Standing): Looked[] {
	const rules = prepareRules(firstRules);
	const inTime = [...comments].sort((a, b) => a.createdAt - b.createdAt);
	const looked: Looked[] = [];
	for (const comment of inTime) {
		const { author, slug, said, createdAt } = comment;
		const forms = readForms(said.text);
		const hash = repeatHash(forms.folded);
		const own = looked.filter((one) => one.author === author);
		const settled = own.filter((one) => one.settledAt < createdAt && !one.waiting && !one.said.withdrawn);
		const published = settled.filter(isShown).length;
		const repeats = looked.filter((one) => one.hash.equals(hash));
		const circumstances: Omit<Screened, 'body' | 'forms'> = {
			rules,
			thread: { mode: after.has(slug) ? 'after' : 'before', isClosed: false },
			author: {
				isOfficial: author === OFFICIAL,
				sanctions:
					typeof author === 'number' && createdAt > (heldFrom.get(author) ?? Infinity) ? ['hold'] : [],
				published,
				rejected: settled.length - published,
				recent: own.filter((one) => one.createdAt > createdAt - 10 * MINUTE).length,
				ownRepeats: repeats.filter((one) => one.author === author && one.slug === slug).length,
				othersRepeats: repeats.filter((one) => one.author !== author && one.createdAt > createdAt - DAY)
					.length,
			},
		};
		const lookOver = (body: string, read = readForms(body)) => {
			const result = screen({ ...circumstances, body, forms: read });
			if (result.outcome === 'refuse')
				throw new Error(`a sample comment would be refused (${result.reason}): ${body}`);
			return result;
		};
		const result = lookOver(said.text, forms);
		looked.push({
			...comment,
			passed: firstState(result.findings) === 'published',
			findings: result.findings,
			findingsBefore: said.before === undefined ? [] : lookOver(said.before).findings,
			hash,
			aboutAgency: findWords(rules.agency, forms).length > 0,
		});
	}
	return looked;
}
