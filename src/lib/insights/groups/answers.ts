/**
 * Owns the table of answers that everything else reads: people × comments, of which most cells are empty. People and
 * comments stand in the order of their names whatever order they came in, so that the order of rows in a database can
 * never change who is in which group.
 */

/** Reactions in columns, which a worker can be handed without a copy: entry i says that `people[person[i]]` … */
export interface Reactions {
	people: readonly string[];
	/** Those that count: comments that were moderated out must not be here, nor reactions to them. */
	comments: readonly string[];
	person: ArrayLike<number>;
	comment: ArrayLike<number>;
	/** 1 agrees, -1 disagrees, 0 passes. Of several by one person on one comment the last counts. */
	value: ArrayLike<number>;
}

/** Rows are people: entries `start[row]` to `start[row + 1]` of `comment` and `value` are that person's answers. */
export interface Answers {
	people: string[];
	comments: string[];
	start: Uint32Array;
	comment: Uint32Array;
	value: Int8Array;
}

/** Everybody with an answer to one of the comments, and every comment that has one. */
export function tabulate(reactions: Reactions): Answers {
	const rows = sortNames(reactions.people);
	const columns = sortNames(reactions.comments);
	const total = reactions.value.length;
	// The cell, then the turn in which it came: sorted as plain numbers, which is exact below 2 ** 53.
	const keys = new Float64Array(total);
	for (let entry = 0; entry < total; entry++) {
		const row = rows.place[reactions.person[entry]!];
		const column = columns.place[reactions.comment[entry]!];
		if (row === undefined || column === undefined) throw new RangeError('a reaction of nobody or to nothing');
		keys[entry] = (row * columns.order.length + column) * total + entry;
	}
	keys.sort();
	const cellAt = (at: number) => Math.floor(keys[at]! / total);
	const latest = keys.filter((_, at) => at + 1 === total || cellAt(at + 1) !== cellAt(at));
	const cells = latest.map((key) => Math.floor(key / total));
	const values = Int8Array.from(latest, (key) => checked(reactions.value[key % total]!));
	return compact({ cells, values, people: rows.order, comments: columns.order });
}

export function answerCount(answers: Answers, row: number): number {
	return answers.start[row + 1]! - answers.start[row]!;
}

/** The table with these rows alone, in the order given. */
export function pickRows(answers: Answers, rows: readonly number[]): Answers {
	const start = new Uint32Array(rows.length + 1);
	rows.forEach((row, at) => (start[at + 1] = start[at]! + answerCount(answers, row)));
	const comment = new Uint32Array(start[rows.length]!);
	const value = new Int8Array(start[rows.length]!);
	rows.forEach((row, at) => {
		comment.set(answers.comment.subarray(answers.start[row]!, answers.start[row + 1]!), start[at]!);
		value.set(answers.value.subarray(answers.start[row]!, answers.start[row + 1]!), start[at]!);
	});
	return { ...answers, people: rows.map((row) => answers.people[row]!), start, comment, value };
}

/** Leaves out the people and the comments of whom there is no answer. */
function compact(table: {
	cells: Float64Array;
	values: Int8Array;
	people: string[];
	comments: string[];
}): Answers {
	const width = table.comments.length;
	const answered = new Uint8Array(width);
	table.cells.forEach((cell) => (answered[cell % width] = 1));
	const column = new Uint32Array(width);
	let columns = 0;
	for (let at = 0; at < width; at++) if (answered[at]) column[at] = columns++;
	const people: string[] = [];
	const start: number[] = [];
	let row = -1;
	table.cells.forEach((cell, entry) => {
		if (Math.floor(cell / width) === row) return;
		row = Math.floor(cell / width);
		people.push(table.people[row]!);
		start.push(entry);
	});
	return {
		people,
		comments: table.comments.filter((_, at) => answered[at]),
		start: Uint32Array.from([...start, table.cells.length]),
		comment: Uint32Array.from(table.cells, (cell) => column[cell % width]!),
		value: table.values,
	};
}

/** By code unit, not by language: the order must be the same on every machine. */
function sortNames(names: readonly string[]): { order: string[]; place: number[] } {
	const order = [...new Set(names)].sort();
	if (order.length !== names.length) throw new RangeError('two people, or two comments, of one name');
	const at = new Map(order.map((name, index) => [name, index]));
	return { order, place: names.map((name) => at.get(name)!) };
}

function checked(value: number): number {
	if (value !== 1 && value !== 0 && value !== -1) throw new RangeError('a reaction is 1, 0 or -1');
	return value;
}
