/** What has to happen again and again while a process serves. Each names its rhythm; a failure waits for the next turn. */
import { log } from './log';

export interface Chore {
	name: string;
	everyMinutes: number;
	run: () => Promise<void>;
}

/** @returns a function that stops them */
export function startChores(chores: readonly Chore[]): () => void {
	const timers = chores.map((chore) => {
		void attempt(chore);
		return setInterval(() => void attempt(chore), chore.everyMinutes * 60_000).unref();
	});
	return () => timers.forEach((timer) => clearInterval(timer));
}

async function attempt({ name, run }: Chore): Promise<void> {
	try {
		await run();
	} catch (error) {
		log.warn({ chore: name, name: (error as Error).name }, 'a chore will be tried again');
	}
}
