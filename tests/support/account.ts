/** Somebody in a browser of their own, at the built app. */
import type { Db } from '../../src/lib/server/db/client';
import { Browser } from './browser.ts';
import { makeSession } from './citizens.ts';

export async function browserOf(db: Db, origin: string, person: string): Promise<Browser> {
	const made = new Browser();
	made.cookies(origin).set('s', await makeSession(db, person));
	return made;
}

export const sessionOf = (who: Browser, origin: string): string =>
	who.cookies(origin).get('s')!.split('.')[0]!;

/** @returns the status of the answer */
export async function voteThrough(
	who: Browser,
	origin: string,
	slug: string,
	choice: number,
): Promise<number> {
	const response = await who.ask(`${origin}/api/v1/polls/${slug}/votes`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ choices: [choice] }),
	});
	return response.status;
}
