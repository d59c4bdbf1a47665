/**
 * Whether a password is among the first 10^9 that somebody would try who knows the lists of stolen passwords, keyboard
 * rows and dates (zxcvbn-ts, all of it local). Its tables are big, so they are loaded at the first need.
 */
import type { ZxcvbnFactory } from '@zxcvbn-ts/core';

const GUESSES_LOG10 = 9;

/** What the English lists do not know: words that Vietnamese passwords are made of. */
const LOCAL_WORDS = [
	...['matkhau', 'anhyeuem', 'emyeuanh', 'yeuem', 'yeuanh', 'nhoem', 'vietnam', 'hanoi', 'saigon', 'danang'],
	...['haiphong', 'cantho', 'hoidan', 'congdan', 'uyban', 'ubnd', 'motcua', 'canbo', 'quantri', 'dieuphoi'],
	...[
		'giadinh',
		'conyeu',
		'meyeu',
		'boyeu',
		'hanhphuc',
		'mautuyet',
		'khongbiet',
		'khongco',
		'toiyeu',
		'tinhyeu',
	],
];

let loading: Promise<ZxcvbnFactory> | undefined;

async function load(): Promise<ZxcvbnFactory> {
	const [{ ZxcvbnFactory }, { adjacencyGraphs, dictionary }] = await Promise.all([
		import('@zxcvbn-ts/core'),
		import('@zxcvbn-ts/language-common'),
	]);
	return new ZxcvbnFactory({
		dictionary: { ...dictionary, local: LOCAL_WORDS },
		graphs: adjacencyGraphs,
	});
}

/** @param known words that belong to the person: login, name */
export async function isGuessable(password: string, known: readonly string[]): Promise<boolean> {
	const factory = await (loading ??= load());
	return factory.check(password, [...known]).guessesLog10 < GUESSES_LOG10;
}
