/**
 * `npm run staff -- invite …`: how the first administrator comes in, and whoever cannot be invited on the site. Needs the
 * settings DATABASE_URL and ORIGIN of the application.
 */
import { parseArgs } from 'node:util';
import { ROLES } from '../src/lib/people/actor.ts';
import { normaliseLogin } from '../src/lib/people/login.ts';
import { invitationSchema } from '../src/lib/people/staff.schema.ts';
import { findStaff, listStaff } from '../src/lib/people/server/reads.ts';
import { inviteStaff, listOpenInvitations, renewStaff } from '../src/lib/people/server/invite-staff.ts';
import { openDb, openPool, type Db } from '../src/lib/server/db/client.ts';
import { explain, Failure } from './support/failure.mjs';

const USAGE = `Usage: npm run staff -- invite --login NAME --role ROLE [--area CODE]
       npm run staff -- renew --login NAME
       npm run staff -- list
  invite   prints a link, once, that counts for seven days
  renew    the same for somebody who lost their ways to sign in; using the link ends the old ones
  list     who is on the staff, and which invitations are open
  --login  3 to 40 of a-z, 0-9, single dots and hyphens between
  --role   ${ROLES.join(', ')}
  --area   the code of an area that the role is limited to`;

const REASONS: Record<string, string> = {
	'login-taken':
		'There is somebody of that login already. For a new link: npm run staff -- renew --login NAME',
	'no-such-area': 'There is no area of that code.',
};

interface Options {
	login?: string;
	role?: string;
	area?: string;
}

async function invite(db: Db, origin: string, options: Options) {
	const wish = invitationSchema.safeParse(options);
	if (!wish.success) throw new Failure(USAGE);
	const invited = await inviteStaff(db, 'command line', wish.data);
	if (!invited.ok) throw new Failure(REASONS[invited.reason] ?? invited.reason);
	printLink(origin, invited.value);
}

async function renew(db: Db, origin: string, options: Options) {
	const login = normaliseLogin(options.login ?? '');
	if (login === undefined) throw new Failure(USAGE);
	const found = await findStaff(db, login);
	if (!found) throw new Failure('There is nobody of that login.');
	const renewed = await renewStaff(db, 'command line', { personId: found.personId, login });
	if (!renewed.ok) throw new Failure(REASONS[renewed.reason] ?? renewed.reason);
	printLink(origin, renewed.value);
}

function printLink(origin: string, token: string) {
	console.log(
		`This link counts once and for seven days, and is not shown again:\n${origin}/invitation/${token}`,
	);
}

async function list(db: Db) {
	for (const { login, grants, isDisabled } of await listStaff(db)) {
		const roles = grants.map(({ role, area }) => (area ? `${role} (${area})` : role)).join(', ');
		console.log(`${login}  ${roles || 'no role'}${isDisabled ? '  disabled' : ''}`);
	}
	for (const { login, role, area, expiresAt } of await listOpenInvitations(db, null)) {
		const what = role ? `invited as ${role}${area ? ` (${area})` : ''}` : 'has a link for a new sign-in';
		console.log(`${login}  ${what}, until ${expiresAt.toISOString()}`);
	}
}

function readSetting(name: 'DATABASE_URL' | 'ORIGIN', example: string): string {
	const value = process.env[name];
	if (value && URL.canParse(value)) return value;
	throw new Failure(`${name} must be set as it is for the application.\n  example: ${example}`);
}

async function main() {
	const { positionals, values } = parseArgs({
		allowPositionals: true,
		options: { login: { type: 'string' }, role: { type: 'string' }, area: { type: 'string' } },
	});
	const [verb] = positionals;
	if (positionals.length !== 1 || !verb || !['invite', 'renew', 'list'].includes(verb))
		throw new Failure(USAGE);
	const url = readSetting('DATABASE_URL', 'postgres://hoidan_web:password@127.0.0.1:5432/hoidan');
	const origin = new URL(readSetting('ORIGIN', 'https://hoidan.example.vn')).origin;
	const db = openDb(openPool(url, 1));
	try {
		if (verb === 'list') await list(db);
		else if (verb === 'invite') await invite(db, origin, values);
		else await renew(db, origin, values);
	} finally {
		await db.destroy();
	}
}

try {
	await main();
} catch (error) {
	const isUsage = (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS') === true;
	console.error(isUsage ? `${(error as Error).message}\n\n${USAGE}` : explain(error));
	process.exitCode = 1;
}
