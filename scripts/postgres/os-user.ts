import { spawnSync } from 'node:child_process';
import { Failure } from '../support/failure.mjs';

/** The operating system's user that PostgreSQL runs as; undefined stands for the user who runs this. */
export type OsUser = { name: string; uid: number; gid: number } | undefined;

/** PostgreSQL refuses to run as root, and rightly: root lends it another user. */
export function chooseOsUser(): OsUser {
	if (process.getuid?.() !== 0) return undefined;
	for (const name of ['postgres', 'nobody']) {
		const [uid, gid] = ['-u', '-g'].map((flag) => idOf(flag, name));
		if (uid && gid) return { name, uid, gid };
	}
	throw new Failure(
		'PostgreSQL does not run as root, and this machine has neither a user postgres nor a user nobody.\n' +
			'Run the command as a normal user, or give your own database: DATABASE_URL=postgres://…',
	);
}

function idOf(flag: string, name: string): number | undefined {
	const { status, stdout } = spawnSync('id', [flag, name], { encoding: 'utf8' });
	return status === 0 ? Number(stdout) : undefined;
}

/** Whether `user` gets into `folder`: asked of the system, which knows of modes, lists and mounts that we do not. */
export function canEnter(user: OsUser, folder: string): boolean {
	const { status } = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], {
		cwd: '/',
		...(user && { uid: user.uid, gid: user.gid }),
	});
	return status === 0;
}
