/** Who acts. Made from a session at the start of each request; never cached, so that a role taken away is away. */
export const ROLES = ['moderator', 'official', 'editor', 'administrator'] as const;
export type Role = (typeof ROLES)[number];
export type Assurance = 'one-factor' | 'two-factor';

export interface Grant {
	role: Role;
	/** Null: everywhere. */
	area: string | null;
}

export interface Actor {
	personId: string;
	sessionId: string;
	displayName: string | null;
	/** Proven to be one certain citizen, in this session. */
	verified: boolean;
	area: string | null;
	birthYear: number | null;
	grants: readonly Grant[];
	assurance: Assurance;
	/** When the person last proved who they are in this session. */
	authenticatedAt: Date;
}

export function isStaff(actor: Pick<Actor, 'grants'>): boolean {
	return actor.grants.length > 0;
}
