import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * When a process began, in whatever unit the system uses; undefined when there is none. Together with its number this
 * names one process for good: numbers are used again, above all in containers and after a restart.
 * @param {number} pid
 * @returns {string | undefined}
 */
export function processStart(pid) {
	if (process.platform === 'linux') {
		try {
			const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
			// proc(5): the second field is a name in brackets that may itself hold blanks; starttime is the 22nd.
			const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
			// One that was killed and that nobody has taken note of yet, in many a container for good, is a zombie.
			return /^[ZX]/.test(fields[0] ?? '') ? undefined : fields[19];
		} catch {
			return undefined;
		}
	}
	return (
		spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() || undefined
	);
}
