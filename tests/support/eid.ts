/** The built app with electronic identities: a certified provider and, for what that never does, one that lies. */
import pg from 'pg';
import { startIdentityProvider } from '../../scripts/identity-provider/server.ts';
import { wire } from '../../scripts/identity-provider/wiring.ts';
import { findFreePorts } from '../../scripts/support/ports.mjs';
import { startApp } from './app-process.ts';
import { Browser, type Arrival } from './browser.ts';
import { freshDatabase } from './database.ts';
import { startLyingProvider } from './lying-provider.ts';

const SECRET = 'a secret that only tests know';

/** @param more issuers of further providers, by their id */
export async function openEid(more: Record<string, string> = {}) {
	const database = await freshDatabase();
	const owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
	const port = await findFreePorts(2);
	const appOrigin = `http://localhost:${port}`;
	const { issuer, app: env } = wire({ appOrigin, port: port + 1, host: '127.0.0.1', clientSecret: SECRET });
	const provider = await startIdentityProvider({
		...{ issuer, port: port + 1, host: '127.0.0.1', appOrigin, clientSecret: SECRET },
	});
	const liar = await startLyingProvider('hoidan');
	const [honest] = JSON.parse(env.OIDC_PROVIDERS) as [object];
	// Another of the same issuer, of which a citizen's number is asked.
	const others = Object.entries({ liar: liar.issuer, strict: liar.issuer, ...more }).map(([id, issuer]) => ({
		...honest,
		...{ id, issuer, numberRequired: id !== 'liar' },
	}));
	const app = await startApp({
		databaseUrl: database.appUrl,
		port,
		env: { OIDC_PROVIDERS: JSON.stringify([honest, ...others]) },
	});
	await app.waitReady();
	return {
		...{ database, owner, liar, app },
		/** To the provider's form, and through it. */
		async signIn(who: Browser, login: string, { query = 'next=/', stop }: Way = {}): Promise<Arrival> {
			const form = await who.follow(`${app.origin}/sign-in/eid?${query}`);
			return who.submit(form.at.href, { login }, stop);
		},
		async personOf(who: Browser): Promise<string> {
			const id = who.cookies(app.origin).get('s')!.split('.')[0];
			const { rows } = await owner.query<{ person_id: string }>(
				'SELECT person_id FROM session WHERE id = $1',
				[id],
			);
			return rows[0]!.person_id;
		},
		async close() {
			await app.stop();
			await provider.stop();
			await liar.stop();
			await owner.end();
			await database.drop();
		},
	};
}

interface Way {
	query?: string;
	stop?: ((url: URL) => boolean) | undefined;
}

export type Eid = Awaited<ReturnType<typeof openEid>>;

export const isCallback = ({ pathname }: URL) => pathname === '/sign-in/eid/callback';
export const problemOf = ({ at }: Arrival) => at.searchParams.get('problem');
