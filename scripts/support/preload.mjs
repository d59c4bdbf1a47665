/** Makes a Node program end with this process, however that ends; it needs an `ipc` channel as well. */
export const DIE_WITH_PARENT = ['--import', new URL('./die-with-parent.mjs', import.meta.url).href];

/** @param {NodeJS.ProcessEnv} env */
export function withParent(env) {
	return { ...env, DIE_WITH_PARENT: 'true' };
}
