/** English words that a new installation starts with; see words-vi.ts. */
import type { z } from 'zod';
import type { wordEntrySchema } from './word-entry.schema';

type Entries = z.input<typeof wordEntrySchema>[];

const english = (text: string): Entries[number] => ({ text, accents: 'any' });

export const bannedEnglish: Entries = [
	'fuck',
	'fucks',
	'fucked',
	'fucker',
	'fuckers',
	'fucking',
	'motherfucker',
	'cunt',
	'cunts',
	'bitch',
	'bitches',
	'asshole',
	'assholes',
	'faggot',
	'faggots',
	'nigger',
	'niggers',
	'whore',
	'slut',
	'dickhead',
	'kill yourself',
].map(english);

export const suspectEnglish: Entries = [
	'shit',
	'bullshit',
	'wtf',
	'stfu',
	'idiot',
	'idiots',
	'moron',
	'morons',
	'imbecile',
	'retard',
	'scumbag',
	'shut up',
	'go die',
	'casino bonus',
	'earn money online',
	'crypto giveaway',
].map(english);
