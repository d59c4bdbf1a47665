/**
 * The people of the sample town: the same on every machine, so that the roll that is seeded and the demo identity
 * provider agree. Each is made from the login alone; nobody real has such a number (see `documentNumberOf`).
 */
import { createHash } from 'node:crypto';
import { COMMUNES, type AreaCode } from './areas.ts';

export interface SamplePerson {
	/** What is typed at the demo identity provider. */
	login: string;
	name: string;
	/** 12 digits. */
	documentNumber: string;
	/** YYYY-MM-DD */
	birthDate: string;
	/** How surely the demo identity provider says to know them: the `acr` of their sign-in. */
	assurance: 'high' | 'low';
}

export interface SampleCitizen extends SamplePerson {
	/** 9 digits, of the identity card that some had before. */
	oldDocumentNumber?: string;
	areaCode: AreaCode;
}

export type StaffRole = 'moderator' | 'official' | 'editor' | 'administrator';

export interface SampleStaff extends SamplePerson {
	roles: readonly StaffRole[];
}

// The age on 1 January 2026, from the first number to the last, and how many of a hundred people are of that age.
const AGES = [
	{ from: 16, to: 17, share: 4 },
	{ from: 18, to: 24, share: 12 },
	{ from: 25, to: 34, share: 20 },
	{ from: 35, to: 44, share: 20 },
	{ from: 45, to: 54, share: 16 },
	{ from: 55, to: 64, share: 14 },
	{ from: 65, to: 74, share: 9 },
	{ from: 75, to: 90, share: 5 },
];
const LAST_BORN_WITH_OLD_CARD = 2002; // at 14 years one got a card; the old kind was given out until a few years ago
const DAY_MS = 86_400_000;

/** cd-0001 … cd-1000, in this order. */
export const CITIZENS: readonly SampleCitizen[] = Array.from({ length: 1000 }, (_, i) => citizen(i + 1));

export const STAFF: readonly SampleStaff[] = [
	staff(1001, 'dieu-phoi', 'Người duyệt mẫu thứ nhất', ['moderator']),
	staff(1002, 'dieu-phoi-2', 'Người duyệt mẫu thứ hai', ['moderator']),
	staff(1003, 'lanh-dao', 'Cán bộ phụ trách mẫu', ['official']),
	staff(1004, 'bien-tap', 'Biên tập viên mẫu', ['editor']),
	staff(1005, 'quan-tri', 'Quản trị viên mẫu', ['administrator']),
];

/** Signs in with less proof than a citizens' poll asks for, so that the refusal can be seen. */
export const BARELY_KNOWN: SamplePerson = person(
	1006,
	'cd-low',
	'Công dân mẫu chưa xác minh đủ',
	'1980-05-19',
	'low',
);

const BY_LOGIN = new Map<string, SamplePerson>(
	[...CITIZENS, ...STAFF, BARELY_KNOWN].map((person) => [person.login, person]),
);

export function findPerson(login: string): SamplePerson | undefined {
	return BY_LOGIN.get(login);
}

/** The `sub` by which the demo identity provider calls them, whatever its address: as opaque as a real one. */
export function subjectOf(login: string): string {
	return createHash('sha256').update(`sample person|${login}`).digest('base64url').slice(0, 32);
}

function citizen(number: number): SampleCitizen {
	const login = `cd-${String(number).padStart(4, '0')}`;
	const ages = weighted(AGES, draw(login, 'age band'));
	const age = ages.from + Math.floor(draw(login, 'age') * (ages.to - ages.from + 1));
	const birthYear = 2025 - age;
	const day = Math.floor(draw(login, 'birthday') * 365);
	const birthDate = new Date(Date.UTC(birthYear, 0, 1) + day * DAY_MS).toISOString().slice(0, 10);
	const hadOldCard = birthYear <= LAST_BORN_WITH_OLD_CARD && draw(login, 'old card') < 0.4;
	return {
		...person(number, login, `Công dân mẫu ${number}`, birthDate),
		// No province's old cards began with 00.
		...(hadOldCard && { oldDocumentNumber: `00${String(scatter(number, 10_000_000)).padStart(7, '0')}` }),
		areaCode: weighted(COMMUNES, draw(login, 'area')).code,
	};
}

function staff(number: number, login: string, name: string, roles: StaffRole[]): SampleStaff {
	return { ...person(number, login, name, `19${80 + (number % 10)}-03-0${(number % 9) + 1}`), roles };
}

function person(
	number: number,
	login: string,
	name: string,
	birthDate: string,
	assurance: SamplePerson['assurance'] = 'high',
): SamplePerson {
	const female = draw(login, 'sex') < 0.5;
	return { login, name, documentNumber: documentNumberOf(number, birthDate, female), birthDate, assurance };
}

/**
 * Laid out as the law has it (Decree 137/2015, art. 7): province, sex and century, year of birth, six digits. Provinces
 * are 001 to 096, so with 000 it is the number of nobody.
 */
function documentNumberOf(number: number, birthDate: string, female: boolean): string {
	const sexAndCentury = (birthDate.startsWith('20') ? 2 : 0) + (female ? 1 : 0);
	return `000${sexAndCentury}${birthDate.slice(2, 4)}${String(scatter(number, 1_000_000)).padStart(6, '0')}`;
}

/** Another number below `limit` for every number below it: 7,919 is prime and divides no power of ten. */
function scatter(number: number, limit: number): number {
	return (number * 7919 + 104_729) % limit;
}

/** From 0 up to 1, always the same for the same person and purpose. */
function draw(login: string, purpose: string): number {
	return createHash('sha256').update(`${purpose}|${login}`).digest().readUInt32BE() / 2 ** 32;
}

/** @param at from 0 up to 1; the shares add up to 100 */
function weighted<T extends { share: number }>(choices: readonly T[], at: number): T {
	let rest = at * 100;
	return choices.find(({ share }) => (rest -= share) < 0) ?? choices.at(-1)!;
}
