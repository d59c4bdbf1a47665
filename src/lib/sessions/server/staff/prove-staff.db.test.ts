/** Proofs of staff: what may count once counts once however many try, and guessing is slow. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openStaffDesk, PASSWORD, STEP, type StaffDesk } from '../../../../../tests/support/staff-desk';

let desk: StaffDesk;
beforeAll(async () => {
	desk = await openStaffDesk();
});
afterAll(() => desk.close());

let ip: string;
beforeEach(() => {
	ip = desk.newAddress();
});

const tried = (login: string, password: string, code: string, now = new Date(), from = ip) =>
	desk.proofs.proveByPassword(desk.db, { login, password, code, ip: from, now });

test('a code of the app counts once, however many use it at once', async () => {
	const { token, login } = await desk.enrolled();
	const now = new Date();
	const code = desk.codeFor(token, now);
	const results = await Promise.all(
		Array.from({ length: 4 }, (_, i) => tried(login, PASSWORD, code, now, `198.51.100.${i}`)),
	);
	expect(results.filter(({ ok }) => ok)).toHaveLength(1);
	const before = new Date(now.getTime() - STEP);
	expect(await tried(login, PASSWORD, desk.codeFor(token, before), now)).toMatchObject({ reason: 'wrong' });
	const later = new Date(now.getTime() + STEP);
	expect(await tried(login, PASSWORD, desk.codeFor(token, later), later)).toMatchObject({ ok: true });
});

test('a recovery code counts once, as one may type it, and for its owner alone', async () => {
	const { login, codes } = await desk.enrolled();
	const other = await desk.enrolled();
	expect(await tried(other.login, PASSWORD, codes[0]!)).toMatchObject({ reason: 'wrong' });
	const typed = codes[0]!.toUpperCase().replaceAll('-', ' ').replace(/0/g, 'O').replace(/1/g, 'l');
	const results = await Promise.all(
		Array.from({ length: 4 }, (_, i) => tried(login, PASSWORD, typed, new Date(), `198.51.100.${i}`)),
	);
	expect(results.filter(({ ok }) => ok)).toHaveLength(1);
	expect(await tried(login, PASSWORD, codes[1]!)).toMatchObject({
		value: { way: 'password+recovery-code' },
	});
});

test('a name that nobody has gets the same answer and the same work', async () => {
	const { token, login } = await desk.enrolled();
	await desk.passwords.decoy();
	const now = new Date();
	const median = async (who: string) => {
		const times: number[] = [];
		for (let i = 0; i < 4; i++) {
			const start = performance.now();
			const from = desk.newAddress();
			expect(await tried(who, 'không phải mật khẩu', desk.codeFor(token, now), now, from)).toEqual({
				ok: false,
				reason: 'wrong',
				retryAfter: 0,
			});
			times.push(performance.now() - start);
		}
		return times.sort((a, b) => a - b)[1]!;
	};
	const [known, unknown] = [await median(login), await median('khong-co-ai')];
	// A hash takes some 15 ms and more; without one the answer would come several times sooner.
	expect(unknown).toBeGreaterThan(known / 3);
	expect(await tried('', PASSWORD, '')).toMatchObject({ reason: 'wrong' });
});

test('after five tries the next ones wait, longer each time, and whether the name exists makes no difference', async () => {
	const { token, login } = await desk.enrolled();
	for (const who of [login, 'khong-co-ai']) {
		for (let i = 0; i < 5; i++) expect(await tried(who, 'sai', '000000')).toMatchObject({ reason: 'wrong' });
		const refused = await tried(who, PASSWORD, desk.codeFor(token, new Date()));
		expect(refused).toMatchObject({ reason: 'slow-down' });
		expect(!refused.ok && refused.retryAfter).toBeGreaterThan(5);
	}
	// Another address is another matter, and a success there leaves the wait here as it is.
	expect(
		await tried(login, PASSWORD, desk.codeFor(token, new Date()), new Date(), '198.51.100.77'),
	).toMatchObject({ ok: true });
	expect(await tried(login, PASSWORD, '000000')).toMatchObject({ reason: 'slow-down' });
	const waits: number[] = [];
	for (let i = 0; i < 9; i++) {
		await desk.owner.query('UPDATE rate_delay SET until = now()');
		await tried('khong-co-ai', 'sai', '000000');
		const again = await tried('khong-co-ai', 'sai', '000000');
		waits.push(again.ok ? 0 : again.retryAfter);
	}
	expect(waits).toEqual([30, 60, 120, 240, 480, 900, 900, 900, 900]);
});

test('an address range has fifty failed tries an hour; what succeeds is not counted', async () => {
	const { login, codes } = await desk.enrolled();
	expect(await tried(login, PASSWORD, codes[0]!)).toMatchObject({ ok: true });
	for (let i = 0; i < 50; i++) {
		expect(await tried(`khong-co-${i}`, 'sai', '1')).toMatchObject({ reason: 'wrong' });
	}
	expect(await tried(login, PASSWORD, codes[1]!)).toMatchObject({ reason: 'slow-down' });
});

test('more hashing at once than the machine can bear is put off, not queued', async () => {
	const results = await Promise.all(
		Array.from({ length: 200 }, (_, i) => tried(`khong-co-${i}`, 'sai', '1', new Date(), `10.0.0.${i}`)),
	);
	const reasons = new Set(results.map((result) => (result.ok ? 'ok' : result.reason)));
	expect(reasons).toEqual(new Set(['wrong', 'busy']));
});

test('a disabled account is not let in, and is told so only after the proof', async () => {
	const { login, personId, codes } = await desk.enrolled();
	await desk.db.updateTable('person').set({ disabledAt: new Date() }).where('id', '=', personId).execute();
	expect(await tried(login, PASSWORD, 'sai')).toMatchObject({ reason: 'wrong' });
	const proven = await tried(login, PASSWORD, codes[0]!);
	if (!proven.ok) throw new Error(proven.reason);
	expect(
		await desk.staff.signInStaff(desk.db, {
			proven: proven.value,
			current: undefined,
			again: false,
			userAgent: null,
		}),
	).toEqual({ ok: false, reason: 'account-disabled' });
});

test('two recovery codes are not two factors', async () => {
	const { personId, codes } = await desk.enrolled();
	const second = { personId, way: 'recovery-code', code: codes[1]!, ip };
	expect(await desk.proofs.proveByCode(desk.db, second)).toMatchObject({ reason: 'wrong' });
	// Not used up by the try.
	expect(await desk.proofs.proveByCode(desk.db, { ...second, way: 'eid' })).toMatchObject({ ok: true });
});

test('a second factor counts for whoever is signed in, and new codes replace the old ones', async () => {
	const { personId, codes } = await desk.enrolled();
	const fresh = await desk.factors.renewCodes(desk.db, await desk.actorOf(personId));
	if (!fresh.ok) throw new Error(fresh.reason);
	const prove = (code: string) => desk.proofs.proveByCode(desk.db, { personId, way: 'eid', code, ip });
	expect(await prove(codes[0]!)).toMatchObject({ reason: 'wrong' });
	expect(await prove(fresh.value[0]!)).toEqual({
		ok: true,
		value: { personId, way: 'eid+recovery-code' },
	});
});
