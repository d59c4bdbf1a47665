/** Who comes when, and which way they lean. */
import { CITIZENS } from '../seed/people.ts';
import { FIRST_PARTICIPANT } from '../seed/comments/names.ts';
import { pick, pickOne } from '../seed/random.ts';
import { TEXTS } from './comment-texts.ts';
import type { LocalBrowser } from './local-browser.ts';
import type { Poll } from './poll.ts';
import type { Settings } from './settings.ts';

/** Of the voters in an open poll, as many sign in: both classes of answers move. */
const SIGNED_IN_SHARE = 0.2;
/** More sign-ins would hold everybody else up. */
const SIGN_INS_A_SECOND = 5;

export interface Visit {
	/** Milliseconds after the beginning. */
	at: number;
	/** Of a citizen; whoever has none votes as a new device. */
	login?: string;
	/** What they write. */
	comment?: string;
	/** Of somebody who was here and thinks again, with what they chose. */
	again?: { browser: LocalBrowser; choices: number[] };
}

/** Everybody's first visit, the earliest first. */
export function planVisits({ voters, seconds, comments }: Settings, { level }: Poll): Visit[] {
	const mixed = Math.min(Math.ceil(voters * SIGNED_IN_SHARE), seconds * SIGN_INS_A_SECOND, CITIZENS.length);
	const logins = pickLogins(level === 'citizens' ? voters : Math.max(mixed, comments));
	const texts = shuffled(TEXTS).slice(0, comments);
	return arrivals(voters, seconds * 1000)
		.map((at, i): Visit => ({ at, login: logins[i], comment: texts[i] }))
		.sort((a, b) => a.at - b.at);
}

export function insertByTime(visits: Visit[], visit: Visit) {
	const index = visits.findIndex((other) => other.at > visit.at);
	visits.splice(index < 0 ? visits.length : index, 0, visit);
}

/** Whoever tries the demo has the first citizens for themselves, so those come last. */
function pickLogins(count: number): string[] {
	const logins = CITIZENS.map(({ login }) => login);
	const forVisitors = logins.slice(0, FIRST_PARTICIPANT - 1).reverse();
	return [...shuffled(logins.slice(FIRST_PARTICIPANT - 1)), ...forVisitors].slice(0, count);
}

/** People come in waves: quiet spells, then several at once after somebody shared the link. */
function arrivals(voters: number, duration: number): number[] {
	const parts = Array.from(
		{ length: Math.max(4, Math.round(duration / 5000)) },
		() => 0.4 + Math.random() * 1.6,
	);
	return Array.from(
		{ length: voters },
		() => ((pickOne(parts, Math.random) + Math.random()) / parts.length) * duration,
	);
}

/** Draws how this run's voters lean. @returns what gives each of them a choice, another than before if they think again */
export function chooser(poll: Poll): (before?: number[]) => number[] {
	const isRating = poll.kind.startsWith('rating');
	const middle = (0.35 + Math.random() * 0.45) * (poll.options.length - 1);
	const width = poll.options.length / 5;
	const weights = poll.options.map((_, index) =>
		isRating ? 0.03 + Math.exp(-(((index - middle) / width) ** 2) / 2) : 0.15 + Math.random() ** 2,
	);
	const choose = () => {
		const count = poll.minChoices + Math.floor(Math.random() * (poll.maxChoices - poll.minChoices + 1));
		return pick(weights, Math.min(count, weights.length), Math.random).map((i) => poll.options[i]!.id);
	};
	return (before) => {
		let choices = choose();
		for (let tries = 0; choices.join() === before?.join() && tries < 100; tries++) choices = choose();
		return choices;
	};
}

function shuffled<T>(things: readonly T[]): T[] {
	return things
		.map((thing) => ({ thing, place: Math.random() }))
		.sort((a, b) => a.place - b.place)
		.map(({ thing }) => thing);
}
