/**
 * Structured logs, one JSON object a line, on standard output. Nothing personal: ids, durations, states and reasons;
 * never parameters, bodies, addresses, choices, cookies or tokens. Lines that come while others are being written go out
 * together, so that no request waits for the pipe; what is left is written when the process ends.
 */
import pino from 'pino';

export const log = pino(
	{
		level: process.env.LOG_LEVEL || 'info',
		base: undefined,
		timestamp: pino.stdTimeFunctions.isoTime,
		formatters: { level: (label) => ({ level: label }) },
	},
	pino.destination({ dest: 1, sync: false, minLength: 4_096, periodicFlush: 100 }),
);
