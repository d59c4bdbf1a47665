/** `npm run audit:verify`: computes the audit log's chain anew, and ends with 1 when it is broken. Needs the application's settings. */
import { verifyChain } from '../src/lib/server/audit/chain.ts';
import { closeConnections, db } from '../src/lib/server/db/client.ts';
import { explain } from './support/failure.mjs';
import { step } from './support/progress.mjs';

try {
	const { entries, head, brokenAt } = await step('verifying the audit log', () => verifyChain(db()));
	if (brokenAt === undefined) {
		console.log(`${entries} entries, each sealed by the one before\nhead ${head || '(empty)'}`);
	} else {
		console.log(
			`BROKEN at entry ${brokenAt}: the ${entries} before it fit, it does not\nlast good head ${head}`,
		);
		process.exitCode = 1;
	}
} catch (error) {
	console.error(explain(error));
	process.exitCode = 1;
} finally {
	await closeConnections();
}
