/**
 * A Vite plugin for work on a thread of its own: `import source from './count.ts?thread'` gives that file with all that it
 * imports as one script, to be started with `new Worker(source, { eval: true })`. A thread that is part of the bundle is
 * there wherever the bundle is; the adapter would leave a file of its own behind.
 */
import { build, type Plugin, type Rolldown } from 'vite';

const ASKED = '?thread';
const MADE = '\0thread:';

export function inlineThreads(): Plugin {
	return {
		name: 'inline-threads',
		enforce: 'pre',
		async resolveId(source, importer) {
			if (!source.endsWith(ASKED)) return;
			const found = await this.resolve(source.slice(0, -ASKED.length), importer, { skipSelf: true });
			return found && MADE + found.id;
		},
		async load(id) {
			if (!id.startsWith(MADE)) return;
			const { source, files } = await bundleThread(id.slice(MADE.length));
			for (const file of files) this.addWatchFile(file);
			return `export default ${JSON.stringify(source)};`;
		},
	};
}

/** @returns one script of CommonJS, which is what a worker evaluates, and the files that it was made of */
export async function bundleThread(entry: string): Promise<{ source: string; files: string[] }> {
	const built = await build({
		configFile: false,
		logLevel: 'error',
		ssr: { noExternal: true },
		build: {
			ssr: entry,
			write: false,
			target: 'node20',
			rolldownOptions: { output: { format: 'cjs', codeSplitting: false } },
		},
	});
	const [chunk] = (built as Rolldown.RolldownOutput).output;
	return { source: chunk.code, files: chunk.moduleIds };
}
