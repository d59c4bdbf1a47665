/**
 * Structured logs, one JSON object a line, on standard output. Nothing personal: ids, durations, states and reasons;
 * never parameters, bodies, addresses, choices, cookies or tokens. Lines that come while others are being written go out
 * together, so that no request waits for the pipe; what is left is written when the process ends. A log that can't be written,
 * since its disk is full, loses lines and ends no server.
 */
import pino from 'pino';

const output = pino.destination({
	dest: 1,
	sync: false,
	minLength: 4_096,
	periodicFlush: 100,
	maxLength: 1_000_000,
});
output.on('error', () => {
	// At the end of the process it would try for ever.
	output.flushSync = () => {};
});

export const log = pino(
	{
		level: process.env.LOG_LEVEL || 'info',
		base: undefined,
		timestamp: pino.stdTimeFunctions.isoTime,
		formatters: { level: (label) => ({ level: label }) },
	},
	output,
);
