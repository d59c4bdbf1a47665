import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Failure } from '../support/failure.mjs';
import { isCluster, placesOf } from '../postgres/places.ts';

/** Made once for each DATA_DIR. Without KEY_ENCRYPTION_KEY the keys in its database cannot be opened any more. */
export type Secrets = Record<(typeof NAMES)[number], string>;
const NAMES = [
	'KEY_ENCRYPTION_KEY',
	'APP_SECRET',
	'IDENTITY_KEY',
	'OWNER_PASSWORD',
	'APP_PASSWORD',
	'EID_SECRET',
] as const;

export function readOrMakeSecrets(dataDir: string): Secrets {
	const file = path.join(dataDir, 'secrets.json');
	if (existsSync(file)) return read(file);
	if (placesOf(path.join(dataDir, 'postgres')).some(isCluster)) {
		throw new Failure(
			`${file} is missing, and the data beside it cannot be read without.\nStart afresh with --reset.`,
		);
	}
	const secrets = Object.fromEntries(NAMES.map((name) => [name, randomBytes(32).toString('base64url')]));
	writeFileSync(`${file}.new`, `${JSON.stringify(secrets, null, '\t')}\n`, { mode: 0o600, flush: true });
	renameSync(`${file}.new`, file);
	return secrets as Secrets;
}

function read(file: string): Secrets {
	try {
		const found = JSON.parse(readFileSync(file, 'utf8'));
		if (NAMES.every((name) => typeof found[name] === 'string')) return found;
	} catch (error) {
		if (!(error instanceof SyntaxError)) throw error;
	}
	throw new Failure(
		`${file} is damaged, and the data beside it cannot be read without.\nStart afresh with --reset.`,
	);
}
