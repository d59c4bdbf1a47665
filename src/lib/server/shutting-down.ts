/** Whether this process was told to end: it still answers, but asks for no more visitors. */
let begun = false;

export function beginShutdown(): void {
	begun = true;
}

export function isShuttingDown(): boolean {
	return begun;
}
