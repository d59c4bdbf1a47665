/** The process that `npm run demo` and the journeys start beside the app. Its environment says where it is and for whom. */
import { startIdentityProvider } from './server.ts';

const { IDP_ISSUER, IDP_PORT, IDP_HOST, IDP_APP_ORIGIN, IDP_CLIENT_SECRET } = process.env;

const provider = await startIdentityProvider({
	issuer: IDP_ISSUER!,
	port: Number(IDP_PORT),
	host: IDP_HOST!,
	appOrigin: IDP_APP_ORIGIN!,
	clientSecret: IDP_CLIENT_SECRET!,
});
console.log(`identity provider on ${provider.issuer}`);
process.once('SIGTERM', () => void provider.stop().then(() => process.exit(0)));
