import { groupsTable } from '$lib/insights/group-table';
import { groupsResponse } from '$lib/insights/server/groups/groups-response';
import type { RequestHandler } from './$types';

/** What the groups said, which everybody sees, to take along. */
export const GET: RequestHandler = (event) => groupsResponse('poll', event, groupsTable);
