/**
 * Attributes of a `<details>` that opens when there is something in it to be read. Otherwise it is left alone: said plainly
 * (`open={false}`), a page that wakes up would close what somebody opened meanwhile.
 */
export const openIf = (isNeeded: boolean | undefined): { open?: true } => (isNeeded ? { open: true } : {});
