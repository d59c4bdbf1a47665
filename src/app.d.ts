import type { IncomingMessage } from 'node:http';
import type { Actor } from '$lib/people/actor';

declare global {
	namespace App {
		interface Error {
			message: string;
			/** To quote when asking for help; the log has it too. */
			id?: string;
		}
		/** Of adapter-node; absent while developing. */
		interface Platform {
			req: IncomingMessage;
		}
		interface Locals {
			requestId: string;
			/** The database was away or full while this was answered (lib/server/passing-trouble.ts). */
			metPassingTrouble?: true;
			/** Who is signed in. */
			actor?: Actor;
			lang: 'vi' | 'en';
			theme: 'light' | 'dark' | 'auto';
			/** The order of options for a reader about whom nothing is known (lib/polls/option-order.ts). */
			order?: number;
		}
	}
}

export {};
