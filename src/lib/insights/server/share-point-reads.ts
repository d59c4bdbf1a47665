import type { Reader } from '../../server/db/reader';
import type { SharePoint } from '../share-points';

/** The oldest first. Ask only where results may be seen. */
export async function listSharePoints(reader: Reader, pollId: string): Promise<SharePoint[]> {
	const rows = await reader
		.selectFrom('sharePoint')
		.select(['voterClass', 'hour', 'ballots', 'votes'])
		.where('pollId', '=', pollId)
		.orderBy('hour')
		.execute();
	return rows.map(({ voterClass, hour, ballots, votes }) => ({
		class: voterClass,
		at: hour,
		ballots: Number(ballots),
		votes: votes as SharePoint['votes'],
	}));
}
