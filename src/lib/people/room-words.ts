/** Said by the server, for the few who see them: the header is on every page, and citizens need not load this. */
import { m } from '../i18n/paraglide/messages';
import type { StaffRoom } from './staff-rooms';

const TITLES: Record<StaffRoom['name'], () => string> = {
	moderation: m.moderation_title,
	desk: m.desk_title,
	dashboard: m.insight_title,
	tone: m.tone_title,
	people: m.people_title,
	roll: m.roll_title,
	letters: m.letters_title,
	newspapers: m.embed_newspapers,
	cases: m.cases_title,
	fairness: m.fairness_title,
	audit: m.audit_title,
};

export function roomTitle(name: StaffRoom['name']): string {
	return TITLES[name]();
}
