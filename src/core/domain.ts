/** The three groups of benchmarks of arXiv 2507.00432, section 2: math, other reasoning, non-reasoning. */
export type Domain = 'math' | 'other' | 'non';

export const domains: readonly Domain[] = ['math', 'other', 'non'];
