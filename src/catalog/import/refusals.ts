import type { Problem } from '../../problems/problem.js';
import { catalogError } from '../read-table.js';
import { OFFER_CODES } from './amazon-offer.js';

/** The file cannot be imported; a person's problem, thrown through the splitters and caught by PriceFileReader. */
export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.found);
  }
}

/** @throws Refused CAT022 where a head value names an offer of another service: the rest of the file need not be read */
export function refuseOtherOffer(file: string, key: string, value: string): void {
  const codes: readonly string[] = OFFER_CODES;
  if (key !== 'offerCode' || codes.includes(value)) return;
  throw new Refused(
    catalogError('CAT022', { where: { file }, found: `an offer of ${value}`, wanted: `an offer of ${OFFER_CODES.join(', ')}` }),
  );
}

/** CAT020. */
export function unknownForm(file: string, found: string): Problem {
  const wanted = 'an Amazon offer file (JSON or CSV), an Azure Retail Prices answer or a Google Billing Catalog answer';
  return catalogError('CAT020', { where: { file }, found, wanted });
}

/** CAT023. */
export function broken(file: string, found: string, line?: number): Problem {
  const where = line === undefined ? { file } : { file, line };
  return catalogError('CAT023', {
    where,
    found,
    wanted: 'a whole price file',
    fix: 'fetch the file again: it may have been cut short',
  });
}
