import { expect, it } from 'vitest';
import { generateConversation } from '../../../../tests/support/conversations';
import { tabulate } from './answers';
import { centre, chanceStrength, findComponents } from './components';
import { symmetricEigen } from './symmetric-eigen';

it('finds eigenvalues and eigenvectors worked out by hand', () => {
	const { values, vectors } = symmetricEigen([
		[2, 1, 0],
		[1, 2, 0],
		[0, 0, 5],
	]);
	[5, 3, 1].forEach((value, at) => expect(values[at]).toBeCloseTo(value, 12));
	expect(Math.abs(vectors[1]![0]! + vectors[1]![1]!)).toBeCloseTo(Math.SQRT2, 12);
});

const answers = tabulate(
	generateConversation(3, { sizes: [40, 30, 20], comments: 24, apart: 1.5, answered: 0.6 }),
);
const { values } = centre(answers);

it('finds the directions that a full decomposition of the same table finds', () => {
	const table = answers.people.map((_, row) => {
		const cells = new Array<number>(answers.comments.length).fill(0);
		for (let entry = answers.start[row]!; entry < answers.start[row + 1]!; entry++) {
			cells[answers.comment[entry]!] = values[entry]!;
		}
		return cells;
	});
	const square = table[0]!.map((_, a) =>
		table[0]!.map((_, b) => table.reduce((sum, row) => sum + row[a]! * row[b]!, 0)),
	);
	const full = symmetricEigen(square);
	const found = findComponents(answers, values, { wanted: 2, floor: 0 });
	found.strengths.forEach((strength, at) => expect(strength).toBeCloseTo(Math.sqrt(full.values[at]!), 8));
	found.axes.forEach((axis, at) => {
		const likeness = axis.reduce((sum, x, comment) => sum + x * full.vectors[at]![comment]!, 0);
		expect(Math.abs(likeness)).toBeCloseTo(1, 6);
	});
});

it('takes two directions of three groups for more than chance, and none where nobody has a group', () => {
	const beyond = (conversation: Parameters<typeof tabulate>[0]) => {
		const table = tabulate(conversation);
		const centred = centre(table).values;
		const chance = chanceStrength(table, centred);
		return findComponents(table, centred, { wanted: 5, floor: chance }).strengths.filter(
			(one) => one > chance,
		);
	};
	const size = { comments: 40, apart: 1.5, answered: 0.5 };
	expect(beyond(generateConversation(5, { ...size, sizes: [60, 50, 40] }))).toHaveLength(2);
	expect(beyond(generateConversation(5, { ...size, sizes: [150] }))).toHaveLength(0);
});
