/**
 * Loads a TypeScript file of the project into this process; the packages must be installed.
 * @param {URL} url
 */
export async function loadTypeScript(url) {
	const { register } = await import('tsx/esm/api');
	register();
	return import(url.href);
}
