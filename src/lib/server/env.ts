/**
 * The settings, read once and checked at start. A fault stops the start with one message that names every faulty
 * setting, what it is for and an example; the README's table says the same.
 */
import { BlockList, isIP } from 'node:net';
import { z } from 'zod';

const secret = z
	.string()
	.transform((text) => Buffer.from(text, 'base64url'))
	.refine((bytes) => bytes.length === 32, 'must be 32 bytes in base64url');

const cidrs = z
	.string()
	.default('')
	.transform((text) =>
		text
			.split(',')
			.map((part) => part.trim())
			.filter(Boolean),
	)
	.refine((list) => list.every(isCidr), 'must be addresses or ranges, separated by commas');

/** An OpenID Connect provider that proves who a citizen is. */
const provider = z.strictObject({
	/** In addresses and in the list of sessions. */
	id: z.string().regex(/^[a-z][a-z0-9-]{0,19}$/),
	name: z.object({ vi: z.string().min(1), en: z.string().min(1) }),
	issuer: z.url({ protocol: /^https?$/ }),
	clientId: z.string().min(1),
	clientSecret: z.string().min(1),
	scope: z.string().default('openid'),
	/** Accepted levels of assurance, any of which is enough; the provider is asked for them. */
	acr: z.array(z.string().min(1)).min(1),
	/** Values of `amr` or `acr` that count as a second factor for staff; none: staff can't sign in this way alone. */
	twoFactor: z.array(z.string()).default([]),
	/** The claims that carry a citizen's number and date of birth, where the provider releases them. */
	claims: z
		.object({
			documentNumber: z.string().default('document_number'),
			birthDate: z.string().default('birthdate'),
		})
		.prefault({}),
	/**
	 * Whether an answer without a citizen's number is refused. By that number alone somebody is known to be the same who comes
	 * by a letter or another provider; without it they would have two votes. False: it is the only way on this platform.
	 */
	numberRequired: z.boolean().default(true),
	/** Plain http, for a provider on this machine. */
	allowInsecure: z.boolean().default(false),
});

export type OidcProvider = z.infer<typeof provider>;

const providers = z
	.string()
	.default('[]')
	.transform((text, ctx) => {
		try {
			return JSON.parse(text) as unknown;
		} catch {
			ctx.addIssue({ code: 'custom', message: 'is no JSON' });
			return z.NEVER;
		}
	})
	.pipe(
		z
			.array(provider)
			.refine((list) => new Set(list.map(({ id }) => id)).size === list.length, 'has an id twice')
			.refine(
				(list) => list.every(({ issuer, allowInsecure }) => allowInsecure || issuer.startsWith('https:')),
				'needs https (or allowInsecure for a trial on one machine)',
			),
	);

type PictureStore =
	{ folder: string } | { address: string; accessKeyId: string; secretAccessKey: string; region: string };

/** A folder, or a bucket of an S3 with its key in the address: no setting can contradict another. */
const pictureStore = z
	.string()
	.default('.data/pictures')
	.transform((text, ctx): PictureStore => {
		if (!/^https?:/.test(text)) return { folder: text };
		const { origin, pathname, username, password, searchParams } = new URL(
			URL.canParse(text) ? text : 'https://invalid',
		);
		if (!username || !password || pathname.length < 2) {
			const message = 'must be a folder, or https://KEY:SECRET@HOST/BUCKET?region=REGION';
			ctx.addIssue({ code: 'custom', message });
			return z.NEVER;
		}
		return {
			address: origin + pathname,
			accessKeyId: decodeURIComponent(username),
			secretAccessKey: decodeURIComponent(password),
			region: searchParams.get('region') ?? 'us-east-1',
		};
	});

/** A screening service: nothing that others could read on the way, and no way into the network behind it. */
const serviceUrl = z.url({ protocol: /^https?$/ }).refine((text) => {
	const { protocol, hostname, username, password, hash } = new URL(text);
	const isHere = hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
	return (protocol === 'https:' || isHere) && username === '' && password === '' && hash === '';
}, 'must be https, or http on this machine, without a password in it');

const webhookSecret = z
	.string()
	.regex(/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/, 'must be whsec_ and at least 24 bytes in base64')
	.transform((text) => Buffer.from(text.slice('whsec_'.length), 'base64'));

const schema = z
	.object({
		DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
		ORIGIN: z.url({ protocol: /^https?$/ }).transform((text) => new URL(text).origin),
		KEY_ENCRYPTION_KEY: secret,
		APP_SECRET: secret,
		IDENTITY_KEY: secret,
		OIDC_PROVIDERS: providers,
		SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
		MAIL_FROM: z
			.string()
			.regex(/^([^<>\r\n]*<)?[^\s<>@]+@[\w.-]+>?$/, 'must be an address, or a name and an <address>')
			.optional(),
		PICTURE_STORE: pictureStore,
		SCREENING_URL: serviceUrl.optional(),
		SCREENING_SECRET: webhookSecret.optional(),
		SCREENING_TIMEOUT_MS: z.coerce.number().int().min(500).max(30_000).default(5_000),
		VERIFY_BY_ROLL: z.stringbool().default(false),
		RATE_LIMIT_EXEMPT: cidrs,
		METRICS_TOKEN: z.string().min(16).optional(),
		DEMO: z.stringbool().default(false),
		LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
		DATABASE_POOL: z.coerce.number().int().min(2).max(500).default(10),
		LIVE_MAX: z.coerce.number().int().min(1).default(20_000),
		LIVE_MAX_PER_ADDRESS: z.coerce.number().int().min(1).default(2_000),
	})
	.superRefine(({ SCREENING_URL, SCREENING_SECRET }, ctx) => {
		const lacks = SCREENING_URL === undefined ? 'SCREENING_URL' : 'SCREENING_SECRET';
		if ((SCREENING_URL === undefined) !== (SCREENING_SECRET === undefined))
			ctx.addIssue({ code: 'custom', path: [lacks], message: 'is missing' });
	});

export type Env = z.infer<typeof schema>;

/** What each setting is for, and an example that works. */
export const SETTINGS: Record<keyof Env, { purpose: string; example: string }> = {
	DATABASE_URL: {
		purpose: "the application's own database user, which owns no table",
		example: 'postgres://hoidan_web:password@127.0.0.1:5432/hoidan',
	},
	ORIGIN: { purpose: 'the address at which people reach the site', example: 'https://hoidan.example.vn' },
	KEY_ENCRYPTION_KEY: {
		purpose:
			"wraps the polls' pseudonym keys and the secrets of authenticator apps; keep it out of the database and its backups",
		example: 'output of: node -p "crypto.randomBytes(32).toString(\'base64url\')"',
	},
	APP_SECRET: {
		purpose:
			'signs device cookies and challenges, and is mixed into staff passwords and recovery codes, which die with it',
		example: 'output of: node -p "crypto.randomBytes(32).toString(\'base64url\')"',
	},
	IDENTITY_KEY: {
		purpose:
			"turns citizens' numbers into pseudonyms; it can never be changed; keep it out of the database and its backups",
		example: 'output of: node -p "crypto.randomBytes(32).toString(\'base64url\')"',
	},
	OIDC_PROVIDERS: {
		purpose: 'eID providers by which citizens sign in, as a JSON list',
		example:
			'[{"id":"eid","name":{"vi":"VNeID","en":"VNeID"},"issuer":"https://eid.example.vn","clientId":"hoidan","clientSecret":"…","acr":["high"]}]',
	},
	SMTP_URL: {
		purpose: 'the server that sends mail, with user and password in it where it asks for them',
		example: 'smtps://user:password@mail.example.vn',
	},
	MAIL_FROM: { purpose: 'whom mail comes from', example: 'Hỏi Dân <hoidan@example.vn>' },
	PICTURE_STORE: {
		purpose:
			'where the pictures of topics lie: a folder that stays and that all processes share, or a bucket of an S3',
		example: '/var/lib/hoidan/pictures, or https://KEY:SECRET@s3.example.vn/BUCKET?region=us-east-1',
	},
	SCREENING_URL: {
		purpose: 'a service that screens comments as well (docs/screening-webhook.md)',
		example: 'https://screening.example.vn/comments',
	},
	SCREENING_SECRET: {
		purpose: 'signs what that service is asked; it needs both settings',
		example: "output of: node -p \"'whsec_' + crypto.randomBytes(32).toString('base64')\"",
	},
	SCREENING_TIMEOUT_MS: {
		purpose: 'how long that service may take to answer, in milliseconds',
		example: '5000',
	},
	VERIFY_BY_ROLL: {
		purpose:
			'lets citizens sign in with number and date of birth alone, which others may know; letters are safer',
		example: 'false',
	},
	RATE_LIMIT_EXEMPT: { purpose: 'addresses without rate limits', example: '127.0.0.0/8,::1/128' },
	METRICS_TOKEN: {
		purpose: 'lets a collector from elsewhere read /metrics',
		example: 'a random text of 16+ characters',
	},
	DEMO: { purpose: 'shows the demo banner', example: 'false' },
	LOG_LEVEL: { purpose: 'how much is logged', example: 'info' },
	DATABASE_POOL: { purpose: 'database connections of this process', example: '10' },
	LIVE_MAX: { purpose: 'open result streams of this process', example: '20000' },
	LIVE_MAX_PER_ADDRESS: { purpose: 'open result streams per address range', example: '2000' },
};

/** @throws an Error whose message is meant to be shown as it is. */
export function parseEnv(source: Record<string, string | undefined>): Env {
	// An empty setting is one that was left out: compose files and unit files write them that way.
	const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
	const parsed = schema.safeParse(given);
	if (parsed.success) return parsed.data;
	const faults = new Map<keyof Env, string>();
	for (const issue of parsed.error.issues) {
		const name = issue.path[0] as keyof Env;
		faults.set(name, given[name] === undefined ? 'is missing' : issue.message);
	}
	const lines = [...faults].map(
		([name, fault]) =>
			`  ${name} ${fault}\n    for: ${SETTINGS[name].purpose}\n    example: ${SETTINGS[name].example}`,
	);
	throw new Error(`Hỏi Dân can't start, because of these settings:\n${lines.join('\n')}`);
}

let current: Env | undefined;

export function env(): Env {
	return (current ??= parseEnv(process.env));
}

function isCidr(text: string): boolean {
	const [address = '', bits] = text.split('/');
	const family = isIP(address);
	if (family === 0) return false;
	return bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}

/** @param list addresses or CIDR ranges that `isCidr` accepts */
export function blockList(list: readonly string[]): BlockList {
	const ranges = new BlockList();
	for (const text of list) {
		const [address = '', bits] = text.split('/');
		const family = isIP(address) === 4 ? 'ipv4' : 'ipv6';
		ranges.addSubnet(address, Number(bits ?? (family === 'ipv4' ? 32 : 128)), family);
	}
	return ranges;
}
