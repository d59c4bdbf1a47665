/** `npm run integrity`: checks the invariants now, and ends with 1 when one does not hold. Settings: those of the application. */
import { checkIntegrity } from '../src/lib/integrity/server/check-integrity.ts';
import { closeConnections, db } from '../src/lib/server/db/client.ts';
import { explain } from './support/failure.mjs';
import { step } from './support/progress.mjs';

try {
	const { held, findings } = await step('checking the invariants', () => checkIntegrity(db()));
	for (const { invariant, held: isHeld, checked, broken, polls } of findings) {
		const where = polls.length > 0 ? ` in ${polls.join(', ')}` : '';
		console.log(`${isHeld ? 'held  ' : 'BROKEN'} ${invariant}: ${checked} checked, ${broken} wrong${where}`);
	}
	if (!held) process.exitCode = 1;
} catch (error) {
	console.error(explain(error));
	process.exitCode = 1;
} finally {
	await closeConnections();
}
