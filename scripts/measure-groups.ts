/**
 * `npm run groups:measure -- DIR`: forms opinion groups from conversations that Polis exported and sets them beside the
 * groups that Polis formed. DIR is such an export (comments.csv, participants-votes.csv) or a folder of several.
 */
import { createReadStream } from 'node:fs';
import { access, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parse } from 'csv-parse';
import { adjustedRand } from '../src/lib/insights/groups/adjusted-rand.ts';
import type { Reactions } from '../src/lib/insights/groups/answers.ts';
import { findGroups, type Grouped } from '../src/lib/insights/groups/opinion-groups.ts';
import { meanDistances, silhouettes } from '../src/lib/insights/groups/silhouette.ts';
import { explain, Failure } from './support/failure.mjs';

const USAGE = 'Usage: npm run groups:measure -- DIR\n  DIR  a Polis export, or a folder of several';
/** Moderated out, in comments.csv. */
const OUT = '-1';

interface Export {
	reactions: Reactions;
	/** Polis's group by person; those whom it did not group are missing. */
	polis: Map<string, string>;
}

async function listExports(dir: string): Promise<string[]> {
	const within = (await readdir(dir, { withFileTypes: true })).filter((entry) => entry.isDirectory());
	const candidates = [dir, ...within.map(({ name }) => join(dir, name)).sort()];
	const has = (path: string) =>
		access(join(path, 'participants-votes.csv')).then(
			() => path,
			() => undefined,
		);
	const found = (await Promise.all(candidates.map(has))).filter((path) => path !== undefined);
	if (found.length === 0)
		throw new Failure(`There is no participants-votes.csv in ${dir}, nor one folder below.`);
	return found;
}

async function readExport(dir: string): Promise<Export> {
	const out = new Set<string>();
	for await (const row of csv(dir, 'comments.csv', true)) {
		const { moderated, 'comment-id': id } = row as Record<string, string>;
		if (moderated === OUT) out.add(id!);
	}
	let columns: { at: number; comment: number }[] | undefined;
	const reactions = { people: [] as string[], comments: [] as string[], person: [] as number[] };
	const cells = { comment: [] as number[], value: [] as number[] };
	const polis = new Map<string, string>();
	for await (const row of csv(dir, 'participants-votes.csv', false)) {
		const fields = row as string[];
		if (!columns) {
			// After participant, group-id and four counts, one column for each comment.
			const counted = fields.flatMap((id, at) => (at < 6 || out.has(id) ? [] : [{ id, at }]));
			reactions.comments = counted.map(({ id }) => id);
			columns = counted.map(({ at }, comment) => ({ at, comment }));
			continue;
		}
		const person = reactions.people.push(fields[0]!) - 1;
		if (fields[1]) polis.set(fields[0]!, fields[1]);
		for (const { at, comment } of columns) {
			if (fields[at] === '') continue;
			reactions.person.push(person);
			cells.comment.push(comment);
			cells.value.push(Number(fields[at]));
		}
	}
	return { reactions: { ...reactions, ...cells }, polis };
}

/** Rows as they come: the larger exports do not fit into memory twice. */
function csv(dir: string, file: string, named: boolean) {
	return createReadStream(join(dir, file)).pipe(parse({ bom: true, columns: named }));
}

function compare(found: Grouped, polis: Map<string, string>) {
	const both = found.people.filter(({ id, formed }) => formed && polis.has(id));
	const theirNames = [...new Set(polis.values())].sort();
	const ours = both.map(({ slot }) => slot);
	const theirs = both.map(({ id }) => theirNames.indexOf(polis.get(id)!));
	const all = found.people.filter(({ id }) => polis.has(id));
	return {
		n: both.length,
		'k ours': found.groups.length,
		'k Polis': theirNames.length,
		ARI: adjustedRand(ours, theirs).toFixed(3),
		'ARI with placed': adjustedRand(
			all.map(({ slot }) => slot),
			all.map(({ id }) => polis.get(id)!),
		).toFixed(3),
		...separation(found, both, [ours, theirs]),
	};
}

/** Of the same people in the same space: that in which the groups were formed. */
function separation(found: Grouped, people: Grouped['people'], cuts: [number[], number[]]) {
	const distances = meanDistances(
		people.map(({ place }) => place),
		cuts,
	);
	const [ours, theirs] = cuts.map((cut, at) => {
		const each = silhouettes(cut, distances[at]!);
		return each.reduce((sum, one) => sum + one, 0) / each.length;
	});
	return {
		'silhouette ours': ours!.toFixed(3),
		Polis: theirs!.toFixed(3),
		'± s.e.': found.silhouetteError.toFixed(3),
	};
}

const [dir] = process.argv.slice(2);
try {
	if (!dir) throw new Failure(USAGE);
	const table: Record<string, unknown> = {};
	for (const path of await listExports(dir)) {
		const { reactions, polis } = await readExport(path);
		const start = performance.now();
		const found = findGroups(reactions);
		const seconds = ((performance.now() - start) / 1000).toFixed(2);
		const result = found.outcome === 'grouped' ? compare(found, polis) : { outcome: found.outcome };
		table[basename(path)] = { ...result, seconds };
	}
	console.table(table);
} catch (error) {
	console.error(explain(error));
	process.exitCode = 1;
}
