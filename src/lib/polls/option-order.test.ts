import { expect, test } from 'vitest';
import { ORDERS, orderOptions } from './option-order';

const make = (count: number, other?: number) =>
	Array.from({ length: count }, (_, i) => ({ id: i + 1, label: `${i + 1}`, isOther: i + 1 === other }));
const orders = Array.from({ length: ORDERS }, (_, order) => order);
const ids = (options: { id: number }[]) => options.map(({ id }) => id);

test.each([1, 2, 3, 7, 20])('each order of %i options holds every option once', (count) => {
	for (const order of orders) {
		expect(ids(orderOptions(make(count), order)).sort((a, b) => a - b)).toEqual(ids(make(count)));
	}
});

test('the same visitor meets the same order at every visit', () => {
	for (const order of orders) expect(orderOptions(make(7), order)).toEqual(orderOptions(make(7), order));
});

test.each([1, 4, 7])('"other" stays last even when it was written at place %i', (other) => {
	for (const order of orders) expect(orderOptions(make(7, other), order).at(-1)?.id).toBe(other);
});

test('the options that are given are not reordered in place', () => {
	const options = make(7);
	orderOptions(options, 3);
	expect(ids(options)).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

test.each([2, 3, 4, 6])('no one of %i options stands first much oftener than the others', (count) => {
	const first = orders.map((order) => orderOptions(make(count), order)[0]!.id);
	for (const { id } of make(count)) {
		const times = first.filter((one) => one === id).length;
		expect(times, `option ${id} stands first`).toBeGreaterThanOrEqual(1);
		expect(times, `option ${id} stands first`).toBeLessThanOrEqual((2 * ORDERS) / count);
	}
});
