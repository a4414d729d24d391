/** What limits are called wherever they are named. */
export const LIMIT_NAMES = {
  residency: 'countries and regions allowed',
  vendor: 'providers excluded',
  headroom: 'growth headroom',
  window: 'backup window',
  link: 'the link carries a day',
  rpo: 'recovery point',
  budget: 'budget',
} as const;

/** Not a limit that could be given up: a cost that is not known cannot be compared. */
export const UNPRICED = 'a price for all of it';

/** A restore's target. */
export const missing = (name: string): string => `restore: ${name}`;
