// The first import of every command. It must parse on any Node that knows modules, so that a reader with an old one
// gets a sentence instead of a syntax error: no newer syntax here, and nothing newer imported at the top of a command.
import { readFileSync } from 'fs';

const { engines } = JSON.parse(String(readFileSync(new URL('../../package.json', import.meta.url))));
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

const supported = engines.node.split('||').some((/** @type {string} */ range) => {
	const [, sign, wantedMajor, wantedMinor] = /(\^|>=)(\d+)(?:\.(\d+))?/.exec(range) || [];
	const newEnough = minor >= Number(wantedMinor || 0);
	if (sign === '>=' && major > Number(wantedMajor)) return true;
	return major === Number(wantedMajor) && newEnough;
});

if (!supported) {
	const wanted = engines.node.replace(/(?:\^|>=)([\d.]+)/g, '$1+').replace(/ \|\| /g, ' or ');
	console.error(
		`This is Node ${process.versions.node}; Hỏi Dân needs ${wanted}.\n` +
			'Install a newer one (nodejs.org, or your version manager: nvm install 24) and run the command again.',
	);
	process.exit(1);
}
