/**
 * A Vite plugin that makes what is said short for browsers. Paraglide's messages look up the language each time that they
 * are said, which the server needs, as it answers many readers at once. A page in a browser speaks one language from
 * beginning to end, so there each message becomes the function of its language; the rest is a tenth of what a citizen's
 * page loads.
 */
import type { Plugin } from 'vite';

const MESSAGE = /[\\/]paraglide[\\/]messages[\\/](?!_index)\w+\.js$/;
const CHOICE =
	/export const (\w+) = (?:\/\*\*.*?\*\/ )?\(\(inputs(?: = \{\})?, options = \{\}\) => \{.*?\n\}\);/s;

export function shortWords(): Plugin {
	return {
		name: 'short-words',
		apply: 'build',
		applyToEnvironment: ({ name }) => name === 'client',
		transform: {
			filter: { id: MESSAGE },
			handler(code) {
				const [whole, name] =
					CHOICE.exec(code) ?? this.error('a message is not of the shape that Paraglide gave them');
				const short = `export const ${name} = /* @__PURE__ */ ofThisPage(vi_${name}, en_${name});`;
				return {
					code: `import { ofThisPage } from '$lib/i18n/of-this-page';\n${code.replace(whole, () => short)}`,
					map: null,
				};
			},
		},
	};
}
