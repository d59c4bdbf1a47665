/** The poll that is voted in, as the demo's API tells it. */
import { CITIZENS } from '../seed/people.ts';
import { Failure } from '../support/failure.mjs';
import { LocalBrowser } from './local-browser.ts';
import type { Settings } from './settings.ts';

const LEVELS = ['open', 'citizens'];

export interface Poll {
	slug: string;
	question: string;
	level: string;
	kind: string;
	minChoices: number;
	maxChoices: number;
	options: { id: number; label: string }[];
	status: string;
}

export async function findPoll({ origin, poll: slug, voters }: Settings): Promise<Poll> {
	const response = await call(`${origin}/api/v1/polls/${slug}`, origin);
	if (response.status === 404) {
		throw new Failure(`There is no poll "${slug}" on ${origin}.\n${await listPolls(origin)}`);
	}
	if (!response.ok) throw new Failure(`${origin} answered ${response.status} instead of the poll.`);
	const poll = (await response.json().catch(() => undefined)) as Poll | undefined;
	if (!Array.isArray(poll?.options)) throw new Failure(`What answers on ${origin} is not a Hỏi Dân demo.`);
	if (!LEVELS.includes(poll.level)) {
		throw new Failure(
			`"${slug}" is a poll of level "${poll.level}", in which nobody simulated can vote.\n${await listPolls(origin)}`,
		);
	}
	if (poll.status !== 'open') {
		throw new Failure(`"${slug}" takes no votes now (${poll.status}).\n${await listPolls(origin)}`);
	}
	if (poll.level === 'citizens' && voters > CITIZENS.length) {
		throw new Failure(
			`"${slug}" takes votes of citizens who sign in, and the sample town has ${CITIZENS.length}: --voters can't be more.`,
		);
	}
	return poll;
}

async function listPolls(origin: string): Promise<string> {
	const response = await call(`${origin}/api/v1/polls?status=open`, origin);
	const body = (await response.json().catch(() => undefined)) as { polls?: Poll[] } | undefined;
	const open = (body?.polls ?? []).filter(({ level }) => LEVELS.includes(level));
	if (open.length === 0) return 'No poll takes votes now.';
	const lines = open.map(({ slug, level, question }) => `  ${slug} (${level})  ${question}`);
	return ['Polls that can be simulated:', ...lines].join('\n');
}

async function call(address: string, origin: string): Promise<Response> {
	try {
		return await new LocalBrowser().ask(address, { headers: { accept: 'application/json' } });
	} catch {
		throw new Failure(`Nothing answers on ${origin}. Start the demo first: npm run demo`);
	}
}
