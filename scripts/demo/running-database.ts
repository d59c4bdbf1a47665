/** The database of a demo that runs on this machine, for commands that would else ask for an address nobody knows. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { isCluster, placesOf } from '../postgres/places.ts';
import { findRunning } from '../postgres/postmaster.ts';
import { readOrMakeSecrets } from './secrets.ts';
import { appUrlOf } from './database.ts';

/** @returns its address as the application signs in; undefined where no demo keeps its data in `dataDir`, or none runs */
export async function findRunningDatabase(dataDir: string): Promise<string | undefined> {
	const cluster = placesOf(path.join(dataDir, 'postgres')).find(isCluster);
	if (!cluster || !existsSync(path.join(dataDir, 'secrets.json'))) return undefined;
	const port = await findRunning(cluster);
	return port === undefined ? undefined : appUrlOf(port, readOrMakeSecrets(dataDir));
}
