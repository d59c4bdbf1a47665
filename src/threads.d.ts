/** A file with all that it imports as one script for a thread (scripts/threads/inline-thread.ts). */
declare module '*?thread' {
	const source: string;
	export default source;
}
