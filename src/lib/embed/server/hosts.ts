/** In which pages the widget may stand, as the database says, kept for a moment: every article asks for it. */
import { db } from '../../server/db/client';
import { env } from '../../server/env';
import { log } from '../../server/log';
import { readEmbedPlace, type EmbedPlace } from '../embed-code';
import { isHosted, trialHosts } from '../host-list';

const KEEP_MS = 5_000;

let kept: { at: number; hosts: Promise<string[]> } | undefined;

/** Beside our own pages. While the database is away, what it said last. */
export async function listHosts(): Promise<string[]> {
	const now = Date.now();
	if (!kept || now - kept.at > KEEP_MS) {
		const before = kept?.hosts;
		const hosts = readHosts();
		kept = { at: now, hosts };
		hosts.catch((error: Error) => {
			log.warn({ reason: error.name }, 'the list of newspapers could not be read');
			kept = before && { at: now, hosts: before };
		});
	}
	return kept.hosts.catch(() => kept?.hosts ?? []);
}

/** What was read before something was changed here; other processes read anew in a moment. */
export function forgetHosts(): void {
	kept = undefined;
}

async function readHosts(): Promise<string[]> {
	const rows = await db().selectFrom('newspaper').select('origins').execute();
	return [...new Set([...trialHosts(env().ORIGIN), ...rows.flatMap(({ origins }) => origins)])].sort();
}

/** What is true of where the widget says that it stands; what is not is empty. */
export async function readPlace(request: Request, query: URLSearchParams): Promise<EmbedPlace> {
	const claimed = readEmbedPlace(query);
	const hosts = await listHosts();
	const own = env().ORIGIN;
	const host = claimed.host === own || isHosted(claimed.host, hosts) ? claimed.host : '';
	return {
		host,
		article: isArticle(claimed.article, hosts) ? claimed.article : '',
		framed: isFramed(request, claimed),
		context: claimed.context,
	};
}

/** What a widget of a reader about whom nothing is known depends on; undefined where an address is too long to keep. */
export function placeKey(request: Request, url: URL): string | undefined {
	if (url.search.length > 2_000) return undefined;
	return `${url.search} ${isFramed(request, readEmbedPlace(url.searchParams))}`;
}

/** The address of an article to lead back to, or nothing: a link of ours leads to nobody who is not on the list. */
export async function findArticle(address: string | null): Promise<string | undefined> {
	if (address === null) return undefined;
	const { article } = readEmbedPlace(new URLSearchParams({ article: address }));
	return article && isArticle(article, await listHosts()) ? article : undefined;
}

function isArticle(address: string, hosts: readonly string[]): boolean {
	return address !== '' && isHosted(new URL(address).origin, hosts);
}

/**
 * A browser says where it shows a page when it first asks for it; what is asked from within is the page's own word, as
 * it is for what the page sends. A tab that claims to be a frame is not believed.
 */
function isFramed(request: Request, claimed: EmbedPlace): boolean {
	const site = request.headers.get('sec-fetch-site');
	const dest = request.headers.get('sec-fetch-dest');
	if (dest === 'document') return false;
	return claimed.framed || (site === 'cross-site' && (dest === 'iframe' || dest === 'frame'));
}
