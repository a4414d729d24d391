/** The paper of a PDF. A page that is printed from a browser takes the printer's. */
export const PAPERS = ['a4', 'letter'] as const;
export type Paper = (typeof PAPERS)[number];

/** A style rule that sets it; '' for none. */
export const paperRule = (paper: Paper | undefined): string => (paper === undefined ? '' : `@page{size:${paper}}`);
