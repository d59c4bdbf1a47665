/** What the demo's identity provider and the application must know of each other. */
export const CLIENT_ID = 'hoidan';

interface Wiring {
	appOrigin: string;
	/** Of the provider. */
	port: number;
	host: string;
	clientSecret: string;
}

export function wire({ appOrigin, port, host, clientSecret }: Wiring) {
	const issuer = `http://${new URL(appOrigin).hostname}:${port}`;
	return {
		issuer,
		/** For the process of the provider. */
		provider: {
			IDP_ISSUER: issuer,
			IDP_PORT: String(port),
			IDP_HOST: host,
			IDP_APP_ORIGIN: appOrigin,
			IDP_CLIENT_SECRET: clientSecret,
		},
		/** For the application. */
		app: {
			OIDC_PROVIDERS: JSON.stringify([
				{
					id: 'eid',
					name: { vi: 'Định danh điện tử mẫu', en: 'sample electronic identity' },
					issuer,
					clientId: CLIENT_ID,
					clientSecret,
					acr: ['high'],
					twoFactor: ['hwk'],
					allowInsecure: true,
				},
			]),
		},
	};
}
