import { Decimal } from '../../units/decimal.js';
import { product } from '../../units/exact.js';
import type { Unit } from '../../units/quantity.js';

const GIB_BYTES = new Decimal(2).pow(30);
const GB_BYTES = new Decimal(10).pow(9);
/** 2^-20 is a finite decimal, so multiplying by it is exact. */
const GIB_PER_KIB = new Decimal(2).pow(-20);

/**
 * How many of a price table's units one GiB is; undefined for units that are no size (requests, units a month) and for GiB itself,
 * where nothing is to be converted. GB = 10^9 B, TB = 10^12 B, TiB = 2^40 B, GiB = 2^30 B.
 */
export function unitsPerGib(unit: Unit): Decimal | undefined {
  switch (unit) {
    case 'GB':
    case 'GB-Months':
      return GIB_BYTES.div(GB_BYTES);
    case 'TB':
    case 'TB-Months':
      return GIB_BYTES.div(GB_BYTES.times(1000));
    case 'TiB':
    case 'TiB-Months':
      return new Decimal(1).div(1024);
    case 'GiB':
    case 'GiB-Months':
    case 'Requests':
    case 'Unit-Months':
      return undefined;
  }
}

/** KiB per object times objects, in GiB. */
export function gibOfObjects(objects: Decimal, kibPerObject: Decimal): Decimal {
  return product(product(objects, kibPerObject), GIB_PER_KIB);
}
