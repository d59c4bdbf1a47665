/** Opinion groups of a large conversation: how long they take on their thread, and what memory that thread takes. */
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { generateConversation } from '../../tests/support/conversations.ts';
import type { FoundGroups, GivenAnswers } from '../../src/lib/insights/server/groups/thread.ts';
import { bundleThread } from '../threads/inline-thread.ts';
import { median, short, type Bench, type Row } from './bench.ts';

const ENTRY = fileURLToPath(new URL('../../src/lib/insights/server/groups/thread.ts', import.meta.url));
const PEOPLE = 2_000;
/** As in the conversations that Polis published, and the worst there can be. */
const ANSWERED = [0.1, 1];
/** A new answer is to show within a minute; a thread rests as long as it took, and is found in between. */
const GOAL_SECONDS = 15;

export async function measureGroups({ quick }: Bench): Promise<Row[]> {
	const { source } = await bundleThread(ENTRY);
	const rows: Row[] = [];
	for (const comments of [200, 900]) {
		for (const answered of ANSWERED) {
			const people = quick ? 200 : PEOPLE;
			const first = await run(source, given(people, comments, answered));
			const again = await run(source, { ...given(people, comments, answered), memory: first.found.memory });
			const more = quick ? [] : [await run(source, given(people, comments, answered))];
			const seconds = median([first, again, ...more].map((one) => one.seconds));
			rows.push({
				name: `opinion groups, ${people.toLocaleString('en-US')} × ${comments}, ${answered * 100} % answered`,
				ours: `${short(seconds)} s, ${short(Math.max(first.megabytes, again.megabytes))} MB`,
				baseline: '',
				goal: `< ${GOAL_SECONDS} s`,
				met: seconds < GOAL_SECONDS,
			});
		}
	}
	return rows;
}

function given(people: number, comments: number, answered: number): GivenAnswers {
	const sizes = [0.4, 0.35, 0.25].map((part) => Math.round(people * part));
	const conversation = generateConversation(11, { sizes, comments, apart: 0.6, answered });
	const answers = conversation.people.map(() => '');
	const signs: Record<number, string> = { 1: '+', [-1]: '-', 0: '=' };
	for (let at = 0; at < conversation.value.length; at++) {
		answers[conversation.person[at]!] += `${conversation.comment[at]! + 1}${signs[conversation.value[at]!]!}`;
	}
	return { people: [...conversation.people], answers, comments: [...conversation.comments], memory: null };
}

/** Memory is what the process gained at the most, looked at fifty times a second. */
async function run(source: string, workerData: GivenAnswers) {
	const before = process.memoryUsage.rss();
	let most = before;
	const looking = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 20);
	const began = performance.now();
	try {
		const found = await new Promise<FoundGroups>((resolve, reject) => {
			const worker = new Worker(source, { eval: true, workerData });
			worker.once('message', resolve);
			worker.once('error', reject);
		});
		return { found, seconds: (performance.now() - began) / 1_000, megabytes: (most - before) / 2 ** 20 };
	} finally {
		clearInterval(looking);
	}
}
