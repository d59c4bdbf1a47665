/** The tone of a comment: how its writer feels about what they write of. An estimate by a machine, never a verdict on a person. */

/** In the order in which the model and its figures count them. */
export const TONES = ['negative', 'neutral', 'positive'] as const;
export type Tone = (typeof TONES)[number];

/** Something per tone, in the order of TONES. */
export type PerTone = [negative: number, neutral: number, positive: number];
