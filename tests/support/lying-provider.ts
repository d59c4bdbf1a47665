/**
 * An OpenID Connect provider that lies on request, which no honest library does: just enough of the protocol to bring
 * one false answer to the application. Each test says what to falsify.
 */
import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Lies {
	/** Claims of the id token that differ from the truth. */
	claims?: Record<string, unknown>;
	/** Signed by a key that nobody published. */
	wrongKey?: boolean;
	/** What the token endpoint answers instead. */
	status?: number;
	/** It takes the request and never answers. */
	silent?: boolean;
}

export async function startLyingProvider(clientId: string) {
	const [key, otherKey] = [0, 1].map(() => generateKeyPairSync('rsa', { modulusLength: 2048 }));
	const asked = new Map<string, { nonce: string; redirectUri: string }>();
	let lies: Lies = {};
	const server = createServer((request, response) => {
		const url = new URL(request.url!, 'http://localhost');
		if (url.pathname === '/.well-known/openid-configuration') return json(response, metadata());
		if (url.pathname === '/jwks') {
			return json(response, {
				keys: [{ ...key!.publicKey.export({ format: 'jwk' }), alg: 'RS256', use: 'sig' }],
			});
		}
		if (url.pathname === '/authorize') {
			const code = createHash('sha256').update(url.search).digest('base64url');
			const redirectUri = url.searchParams.get('redirect_uri')!;
			asked.set(code, { nonce: url.searchParams.get('nonce')!, redirectUri });
			const back = new URL(redirectUri);
			back.search = new URLSearchParams({ code, state: url.searchParams.get('state')! }).toString();
			return response.writeHead(303, { location: back.href }).end();
		}
		if (lies.silent) return;
		void readBody(request).then((form) => {
			if (lies.status) return json(response, { error: 'server_error' }, lies.status);
			const { nonce } = asked.get(form.get('code')!)!;
			const now = Math.floor(Date.now() / 1000);
			const claims = {
				iss: issuer(),
				aud: clientId,
				sub: 'somebody',
				acr: 'high',
				nonce,
				iat: now,
				exp: now + 300,
				...lies.claims,
			};
			const signer = lies.wrongKey ? otherKey! : key!;
			json(response, {
				access_token: 'none',
				token_type: 'Bearer',
				id_token: jwt(claims, signer.privateKey),
			});
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const issuer = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const metadata = () => ({
		issuer: issuer(),
		authorization_endpoint: `${issuer()}/authorize`,
		token_endpoint: `${issuer()}/token`,
		jwks_uri: `${issuer()}/jwks`,
		response_types_supported: ['code'],
		subject_types_supported: ['public'],
		id_token_signing_alg_values_supported: ['RS256'],
	});
	return {
		issuer: issuer(),
		lie(next: Lies) {
			lies = next;
		},
		async stop() {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}

function json(response: ServerResponse, body: unknown, status = 200) {
	response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function jwt(claims: object, key: KeyObject): string {
	const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
	const text = `${part({ alg: 'RS256' })}.${part(claims)}`;
	return `${text}.${sign('sha256', Buffer.from(text), key).toString('base64url')}`;
}

async function readBody(stream: AsyncIterable<Buffer>): Promise<URLSearchParams> {
	const chunks: Buffer[] = [];
	for await (const chunk of stream) chunks.push(chunk);
	return new URLSearchParams(Buffer.concat(chunks).toString());
}
