import path from 'node:path';
import { Failure } from './failure.mjs';
import { ROOT } from './root.mjs';

/** Where a demo keeps its data unless DATA_DIR says otherwise. */
export const DEMO_DATA = '.data/demo';

/**
 * Where a demo or a development server listens and keeps its data.
 * @typedef {{ port: number, host: string, origin: string, dataDir: string }} Settings
 *
 * @param {{ dataDir: string }} defaults
 * @returns {Settings}
 */
export function readSettings(defaults) {
	const {
		PORT = '3000',
		HOST = '127.0.0.1',
		DATA_DIR = defaults.dataDir,
		ORIGIN,
		DATABASE_URL = '',
	} = process.env;
	const port = Number(PORT);
	// The identity provider takes the port after it.
	if (!Number.isInteger(port) || port < 1 || port > 65_534) {
		throw new Failure(`PORT=${PORT} is not a port; give a number from 1 to 65534, for example PORT=3100.`);
	}
	// The address itself is read where it is used; a slip in it is said before minutes go by with installing and building.
	if (DATABASE_URL && (!/^postgres(ql)?:/.test(DATABASE_URL) || !URL.canParse(DATABASE_URL))) {
		throw new Failure(
			'DATABASE_URL is no address of a PostgreSQL database; like postgres://user:password@host:5432/name',
		);
	}
	return {
		port,
		host: HOST,
		origin: ORIGIN ?? `http://localhost:${port}`,
		dataDir: path.resolve(ROOT, DATA_DIR),
	};
}
