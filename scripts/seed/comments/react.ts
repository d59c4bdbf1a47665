/**
 * Who agrees with what. Most people answer a few comments as they come by. Of those who answered many under the main
 * topic, one part is for rules and consequences, the other for pay and trust, each more or less firmly: the two groups
 * of opinion that can be found in it.
 */
import { FIRST_PARTICIPANT, PARTICIPANTS } from './names.ts';
import type { Looked } from './look-at.ts';
import type { Random } from '../random.ts';
import type { Reaction } from '../../../src/lib/comments/comment.ts';

const STRICT = 66;
const SUPPORT = 54;
const ANSWERS_SHARE = 0.78;

export interface SampleReaction {
	comment: Looked;
	by: number;
	choice: Reaction;
	at: number;
}

interface Shown {
	comment: Looked;
	from: number;
}

export function react(shown: Shown[], { now, random }: { now: number; random: Random }): SampleReaction[] {
	const reactions: SampleReaction[] = [];
	const add = ({ comment, from }: Shown, by: number, agrees: number) => {
		if (comment.author === by) return;
		const passes = 0.08 + 0.1 * random();
		const choice = random() < passes ? 'pass' : random() < agrees ? 'agree' : 'disagree';
		reactions.push({ comment, by, choice, at: from + (now - from) * random() ** 2 });
	};
	const firm = Array.from({ length: STRICT + SUPPORT }, () => 0.78 + 0.2 * random());
	for (const each of shown) {
		const { camp, agreed } = each.comment.said;
		if (camp) {
			for (let i = 0; i < STRICT + SUPPORT; i++) {
				if (random() > ANSWERS_SHARE) continue;
				const isOwn = camp === (i < STRICT ? 'strict' : 'support');
				const agrees = camp === 'both' ? (agreed ?? 0.9) : isOwn ? firm[i]! : 1 - firm[i]!;
				add(each, FIRST_PARTICIPANT + 20 + i, agrees);
			}
			continue;
		}
		const agrees = agreed ?? 0.55 + 0.35 * random();
		const most = each.comment.parent ? 14 : 60;
		const count = Math.floor((each.comment.said.picked ? 30 : 0) + most * random() ** 2.2);
		const first = Math.floor(random() * PARTICIPANTS);
		// 7 and 400 have no divisor in common: each person comes once.
		for (let i = 0; i < count; i++) add(each, FIRST_PARTICIPANT + ((first + i * 7) % PARTICIPANTS), agrees);
	}
	return reactions;
}
