/** A role and where it holds, in words. */
import { m } from '../i18n/paraglide/messages';
import type { Grant } from '../people/actor';
import { roleName } from './staff-words';

export function grantWords({ role, area }: Grant, areas: readonly { code: string; name: string }[]): string {
	if (area === null) return m.grant_everywhere({ role: roleName(role) });
	const name = areas.find(({ code }) => code === area)?.name ?? area;
	return m.grant_in({ role: roleName(role), area: name });
}
