import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * An adapter that asks for the matchers of addresses once. Kit's manifest imports each of them anew for every request,
 * which with five of them costs as much as routing does; its other loaders are kept in the same way.
 * @param {import('@sveltejs/kit').Adapter} adapter
 * @returns {import('@sveltejs/kit').Adapter}
 */
export function keepMatchers(adapter) {
	return {
		...adapter,
		adapt(builder) {
			const file = path.join(builder.getServerDirectory(), 'manifest.js');
			writeFileSync(file, keep(readFileSync(file, 'utf8')));
			return adapter.adapt(builder);
		},
	};
}

const MATCHERS = /matchers: (async \(\) => \{[^]*?\breturn \{[^}]*\};\s*\})/;

/** @param {string} manifest */
function keep(manifest) {
	if (!MATCHERS.test(manifest))
		throw new Error('the manifest has no matchers of the shape that Kit gave them');
	return manifest.replace(
		MATCHERS,
		(_, load) => `matchers: ((load, kept) => () => (kept ??= load()))(${load})`,
	);
}
