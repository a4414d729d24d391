/** The paper of a PDF. A page that is printed from a browser takes the printer's. */
export const PAPERS = ['a4', 'letter'] as const;
export type Paper = (typeof PAPERS)[number];

/** What is folded up on the screen: at the end of a report's PDF, or not in it. */
export const APPENDICES = ['full', 'none'] as const;
export type AppendixChoice = (typeof APPENDICES)[number];

/** How a report is printed. */
export interface Printed {
  readonly paper: Paper;
  readonly appendix: AppendixChoice;
}

/** A style rule that sets the paper; '' for none. */
export const paperRule = (paper: Paper | undefined): string => (paper === undefined ? '' : `@page{size:${paper}}`);

/** No appendix, and no line that leads to it but those of the bill, which have a figure of their own. */
const WITHOUT_APPENDIX =
  '@media print{.appendix,.appendix-mark,summary:has(> .appendix-mark),[data-if="capacity.hasExplained"]{display:none}}';

/** Style rules that set how a report is printed. */
export const printRules = ({ paper, appendix }: Printed): string =>
  `${paperRule(paper)}\n${appendix === 'none' ? WITHOUT_APPENDIX : ''}`;
