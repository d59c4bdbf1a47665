/**
 * What the server writes for Later.svelte, by name. It is filled on the server alone (written.server.ts): a component that
 * is imported to be written would be loaded by every browser too.
 */
export type Writer = (props: Record<string, unknown>, context: Map<unknown, unknown>) => string;

export const writers = new Map<string, Writer>();
