/** The browser of somebody simulated: it never leaves this machine, wherever a redirect points. */
import { Browser } from '../support/browser.ts';
import { Failure } from '../support/failure.mjs';
import { isLocal } from './settings.ts';

const TIMEOUT_MS = 15_000;

export class LocalBrowser extends Browser {
	constructor() {
		super({ 'user-agent': 'hoi-dan-simulate' });
	}

	override async ask(address: string, init: RequestInit = {}): Promise<Response> {
		if (!isLocal(new URL(address))) {
			throw new Failure(
				`The demo leads to ${new URL(address).origin}, and simulated people stay on this machine.`,
			);
		}
		return super.ask(address, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
	}

	/** Sends JSON to the API. */
	async post(address: string, body: object): Promise<Answer> {
		const response = await this.ask(address, {
			method: 'POST',
			headers: { accept: 'application/json', 'content-type': 'application/json' },
			body: JSON.stringify(body),
		});
		return { status: response.status, body: (await response.json().catch(() => ({}))) as Answer['body'] };
	}
}

export interface Answer {
	status: number;
	/** `code` says why something was refused. */
	body: { code?: string; outcome?: string; state?: string };
}
