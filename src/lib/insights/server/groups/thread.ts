/** Runs on a thread of its own: finds the groups, and hands back only what may be told and what the next run needs. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Reactions } from '../../groups/answers';
import { findGroups, type Memory } from '../../groups/opinion-groups';
import { tellGroups, type ToldGroups } from '../../groups/tell-groups';

export interface GivenAnswers {
	/** What the database calls them: numbers that mean nothing elsewhere. */
	people: string[];
	/** By person: "12+45-7=" agrees with the 12th comment, disagrees with the 45th, passes on the 7th. */
	answers: string[];
	comments: string[];
	memory: Memory | null;
}

export interface FoundGroups {
	told: ToldGroups;
	memory: Memory | null;
}

const VALUES: Record<string, number> = { '+': 1, '-': -1, '=': 0 };

function reactionsOf({ people, answers, comments }: GivenAnswers): Reactions {
	const person: number[] = [];
	const comment: number[] = [];
	const value: number[] = [];
	answers.forEach((given, by) => {
		for (const [, number, sign] of given.matchAll(/(\d+)([+=-])/g)) {
			person.push(by);
			comment.push(Number(number) - 1);
			value.push(VALUES[sign!]!);
		}
	});
	return { people, comments, person, comment, value };
}

const given = workerData as GivenAnswers;
const found = findGroups(reactionsOf(given), given.memory ?? undefined);
const memory = found.outcome === 'grouped' ? found.memory : given.memory;
parentPort?.postMessage({ told: tellGroups(found), memory } satisfies FoundGroups);
