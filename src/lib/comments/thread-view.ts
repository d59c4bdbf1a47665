/** What readers see of a thread, and how replies are arranged. */
import { SHOWN_DEPTH, type CommentState, type Reaction } from './comment';
import type { HoldReason } from './screening/phase';

export interface ShownComment {
	id: string;
	parentId: string | null;
	rootId: string | null;
	depth: number;
	body: string;
	revision: number;
	/** Null: somebody who has no name any more. */
	author: string | null;
	verified: boolean;
	isOfficial: boolean;
	publishedAt: Date;
	picked: boolean;
	agree: number;
	disagree: number;
	pass: number;
	replies: number;
	/** The reader's own. */
	mine: boolean;
	reaction: Reaction | null;
	/** Why it can't be read any more, though what was answered to it can; then body, author and counts are empty. */
	gone: Exclude<CommentState, 'published'> | null;
}

/** A comment of depth 0 with what was said under it. */
export interface Conversation extends ShownComment {
	children: Nested[];
	/** Replies that are not on this page. */
	more: number;
}

export interface Nested extends ShownComment {
	/** Whom it answers, where it stands too deep to be seen by its place. */
	inReplyTo: string | null;
	children: Nested[];
}

/** The reader's own comment that others can't see, or not yet. */
export interface WaitingComment {
	id: string;
	state: Exclude<CommentState, 'withdrawn'>;
	body: string;
	createdAt: Date;
	reasons: HoldReason[];
}

export interface ThreadPage {
	conversations: Conversation[];
	/** Give it back as `cursor`. */
	next: string | null;
}

/** Replies in the order given, official ones first under what they answer; deeper than shown, they stand beside each other. */
export function nest(root: ShownComment, replies: readonly ShownComment[]): Conversation {
	const nodes = new Map<string, Nested>();
	for (const reply of replies) nodes.set(reply.id, { ...reply, inReplyTo: null, children: [] });
	const top: Nested[] = [];
	for (const node of nodes.values()) {
		const parent = node.parentId === null ? undefined : nodes.get(node.parentId);
		if (!parent) {
			// Its parent is the root, or can't be seen any more.
			place(top, node);
			continue;
		}
		const holder = holderOf(nodes, parent);
		if (holder !== parent) node.inReplyTo = parent.author;
		place(holder.children, node);
	}
	const read = replies.filter(({ gone }) => gone === null).length;
	return { ...root, children: top, more: Math.max(0, root.replies - read) };
}

/** The comment under which a reply to `parent` is drawn. */
function holderOf(nodes: Map<string, Nested>, parent: Nested): Nested {
	let holder = parent;
	while (holder.depth >= SHOWN_DEPTH) {
		const above = holder.parentId === null ? undefined : nodes.get(holder.parentId);
		if (!above) break;
		holder = above;
	}
	return holder;
}

function place(siblings: Nested[], node: Nested): void {
	if (!node.isOfficial) return void siblings.push(node);
	const behind = siblings.findIndex(({ isOfficial }) => !isOfficial);
	siblings.splice(behind < 0 ? siblings.length : behind, 0, node);
}
