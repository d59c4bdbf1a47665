// Run as its own process by generate.mjs. Opening Vite's development server once, without a port, writes all that is
// generated into the tree: the types of routes (SvelteKit) and the messages (Paraglide), each with its real options.
import { createServer } from 'vite';

const server = await createServer({
	logLevel: 'error',
	server: { middlewareMode: true, ws: false, watch: null },
	optimizeDeps: { noDiscovery: true },
});
await server.close();
process.exit(0);
