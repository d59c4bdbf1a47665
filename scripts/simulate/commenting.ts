/** A citizen who has signed in writes something below the poll. */
import { displayNameOf, FIRST_PARTICIPANT } from '../seed/comments/names.ts';
import type { Answer, LocalBrowser } from './local-browser.ts';

interface Comment {
	origin: string;
	poll: string;
	login: string;
	text: string;
}

/** Whoever has no name yet to be read by chooses one first, on the account page. */
export async function writeComment(
	browser: LocalBrowser,
	{ origin, poll, login, text }: Comment,
): Promise<Answer> {
	const send = () => browser.post(`${origin}/api/v1/polls/${poll}/comments`, { body: text });
	const answer = await send();
	if (answer.body.code !== 'name-required') return answer;
	await browser.ask(`${origin}/account?/rename`, {
		method: 'POST',
		// So that the page is not made for nobody.
		headers: { accept: 'application/json' },
		body: new URLSearchParams({ name: nameOf(login) }),
	});
	return send();
}

/** Those of the sample town who took part before have these names already. */
function nameOf(login: string): string {
	const number = Number(login.slice('cd-'.length));
	return displayNameOf(number < FIRST_PARTICIPANT ? number + 1000 : number);
}
