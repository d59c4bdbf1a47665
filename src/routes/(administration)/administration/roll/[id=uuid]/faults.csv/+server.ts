import { error } from '@sveltejs/kit';
import { rollFaultWords } from '$lib/people/roll-words';
import { readScope } from '$lib/people/server/scope';
import { findRollImport, listRollFaults } from '$lib/people/server/roll/reads';
import { db } from '$lib/server/db/client';
import { tableResponse } from '$lib/server/table-response';
import type { RequestHandler } from './$types';

const MOST = 1_000_000;

/** Line numbers and reasons; what stands in the lines was never kept. */
export const GET: RequestHandler = async ({ params, locals }) => {
	const scope = await readScope(db(), locals.actor!, 'roll.import');
	if (!(await findRollImport(db(), params.id, scope))) error(404);
	const faults = await listRollFaults(db(), params.id, MOST);
	const rows = [
		['line', 'reason', 'words'],
		...faults.map(({ line, reason, otherLine }) => [String(line), reason, rollFaultWords(reason, otherLine)]),
	];
	return tableResponse({ name: 'faults', format: 'csv', rows });
};
