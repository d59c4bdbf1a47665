/**
 * Structured logs, one JSON object a line, on standard output. Nothing personal: ids, durations, states and reasons;
 * never parameters, bodies, addresses, choices, cookies or tokens.
 */
import pino from 'pino';

export const log = pino({
	level: process.env.LOG_LEVEL || 'info',
	base: undefined,
	timestamp: pino.stdTimeFunctions.isoTime,
	formatters: { level: (label) => ({ level: label }) },
});
