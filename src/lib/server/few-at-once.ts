/** For work that costs much memory or time: few at once, a few more wait, and whoever comes then is told so at once. */
import { ok, refuse, type Result } from '../shared/result';

export type FewAtOnce = <T>(work: () => Promise<T>) => Promise<Result<T, 'busy'>>;

export function fewAtOnce({ atOnce, waiting }: { atOnce: number; waiting: number }): FewAtOnce {
	let running = 0;
	const queue: (() => void)[] = [];
	return async (work) => {
		if (running < atOnce) running += 1;
		else if (queue.length < waiting) await new Promise<void>((go) => queue.push(go));
		else return refuse('busy');
		try {
			return ok(await work());
		} finally {
			// A place is handed on, never given back and taken again: nobody can slip in between.
			const next = queue.shift();
			if (next) next();
			else running -= 1;
		}
	};
}
