/** What the reader asks for on the command line. */
import { parseArgs } from 'node:util';
import { Failure } from '../support/failure.mjs';
import { TEXTS } from './comment-texts.ts';

const USAGE = `Usage: npm run simulate -- --poll SLUG --voters N --seconds S [--comments N] [--url http://localhost:3000]
  --poll      a poll that is open: of level "open", where new devices vote and some citizens who sign in, for example
              nguoi-tai-khu-vuc-cong; or of level "citizens", where everybody signs in, for example mot-cua-cap-xa
  --voters    how many vote, 1 to 100000; at most the 1000 sample citizens in a poll of level "citizens"
  --seconds   over how long, 1 to 86400; a slow machine takes longer
  --comments  how many of the citizens also comment, 0 to ${TEXTS.length}; what they write waits at the desk like anybody's
  --url       the demo, on this machine only (default: http://localhost with PORT, or 3000)

Ends with 0 when somebody voted (and commented, if asked to) or after Ctrl-C, otherwise with 1.`;

export interface Settings {
	poll: string;
	voters: number;
	seconds: number;
	comments: number;
	origin: string;
}

/** @returns undefined when only the usage was asked for */
export function readSettings(): Settings | undefined {
	const values = parse();
	if (values.help) return void console.log(USAGE);
	if (!values.poll || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(values.poll)) {
		throw new Failure(`--poll needs the slug of a poll.\n\n${USAGE}`);
	}
	const settings = {
		poll: values.poll,
		voters: wholeNumber('--voters', values.voters, { min: 1, max: 100_000 }),
		seconds: wholeNumber('--seconds', values.seconds, { min: 1, max: 86_400 }),
		comments: wholeNumber('--comments', values.comments ?? '0', { min: 0, max: TEXTS.length }),
		origin: localOrigin(values.url ?? `http://localhost:${process.env.PORT || 3000}`),
	};
	if (settings.comments > settings.voters) {
		throw new Failure(`Those who comment vote too: --comments can't be more than --voters.\n\n${USAGE}`);
	}
	return settings;
}

function parse() {
	try {
		return parseArgs({
			options: {
				poll: { type: 'string' },
				voters: { type: 'string' },
				seconds: { type: 'string' },
				comments: { type: 'string' },
				url: { type: 'string' },
				help: { type: 'boolean', short: 'h' },
			},
		}).values;
	} catch (error) {
		throw new Failure(`${(error as Error).message}\n\n${USAGE}`);
	}
}

function wholeNumber(name: string, given: string | undefined, { min, max }: { min: number; max: number }) {
	const value = Number(given);
	if (!given || !/^\d+$/.test(given) || value < min || value > max) {
		throw new Failure(`${name} needs a whole number from ${min} to ${max}.\n\n${USAGE}`);
	}
	return value;
}

function localOrigin(given: string): string {
	if (!URL.canParse(given)) throw new Failure(`"${given}" is not an address.\n\n${USAGE}`);
	const url = new URL(given);
	if (!isLocal(url)) {
		throw new Failure(
			`Simulated votes only go to a demo on this machine (localhost, 127.0.0.1 or [::1]), not to ${given}.`,
		);
	}
	return url.origin;
}

export function isLocal({ protocol, hostname }: URL): boolean {
	return ['http:', 'https:'].includes(protocol) && ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}
