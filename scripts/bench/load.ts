import type { Load, Loaded } from './http-loader.ts';
import { startChild, stopChild } from './processes.ts';

/** @throws when anything was answered with other than 2xx: a fast refusal is no speed */
export async function runLoad(load: Load): Promise<Loaded> {
	const { child, ready: loaded } = await startChild<Loaded>(
		new URL('./http-loader.ts', import.meta.url),
		load,
	);
	await stopChild(child);
	if (loaded.errors > 0) {
		throw new Error(
			`${loaded.errors} of the requests to ${load.path} failed, the first with: ${loaded.firstError}`,
		);
	}
	return loaded;
}
