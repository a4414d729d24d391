import { readFileSync } from 'node:fs';
import { CATALOG_FILES } from '../../catalog/files.js';
import { priceBookOn } from '../../catalog/price-book.js';
import { parsePriceTable } from '../../catalog/price-table.js';
import { capacityOf } from '../../engine/capacity/capacity-of.js';
import { type DestinationTerms, destinationTerms } from '../../engine/cost/destination-terms.js';
import { monthCharges } from '../../engine/cost/month-charges.js';
import { monthlyCostDouble, simulationTerms } from '../../engine/cost/simulation.js';
import { dayOf } from '../../units/day.js';
import { Decimal, doubleFromExact } from '../../units/decimal.js';
import { engineSample } from './engine-sample.js';

export interface ChargeSpeed {
  /** Lines of the bill a second: a graduated tier is a line of its own. */
  readonly exactLinesPerSecond: number;
  /** The same bills on doubles, counted in the lines that the exact path has for them. */
  readonly doubleLinesPerSecond: number;
  /** Largest difference of a month's bill between the two, as a share of it. */
  readonly disagreement: number;
  readonly months: number;
}

/** Long enough that the timer and the compiler do not count. */
const ENOUGH_MS = 2000;

/** Bills the sample's ten years of months in Frankfurt, Standard then Glacier, at the prices of February 2016, both ways. */
export function measureCharges(): ChargeSpeed {
  const terms = frankfurt2016();
  const { months } = capacityOf(engineSample());
  const simulation = simulationTerms(terms);
  let lines = 0;
  let disagreement = 0;
  for (const month of months) {
    const charges = monthCharges(terms, month);
    lines += charges.length;
    const exact = doubleFromExact(
      charges.reduce((sum, line) => (line.kind === 'priced' ? sum.plus(line.listCost.amount) : sum), new Decimal(0)),
    );
    disagreement = Math.max(disagreement, Math.abs(monthlyCostDouble(simulation, month) - exact) / exact);
  }
  const exactRounds = roundsPerSecond(() => {
    for (const month of months) monthCharges(terms, month);
  });
  const doubleRounds = roundsPerSecond(() => {
    for (const month of months) monthlyCostDouble(simulation, month);
  });
  return {
    exactLinesPerSecond: exactRounds * lines,
    doubleLinesPerSecond: doubleRounds * lines,
    disagreement,
    months: months.length,
  };
}

function roundsPerSecond(work: () => void): number {
  work();
  const before = performance.now();
  let rounds = 0;
  do {
    work();
    rounds++;
  } while (performance.now() - before < ENOUGH_MS);
  return (rounds * 1000) / (performance.now() - before);
}

function frankfurt2016(): DestinationTerms {
  const table = parsePriceTable(Object.fromEntries(CATALOG_FILES.map((file) => [file, readFileSync(file, 'utf8')])), 'bench');
  const pricesAsOf = dayOf(2016, 2, 15);
  const book = table.ok ? priceBookOn(table.value, pricesAsOf) : table;
  if (!book.ok) throw new Error(`run it in a checkout: ${JSON.stringify(book.problems)}`);
  const destination = {
    label: 'Frankfurt',
    provider: 'aws',
    region: 'eu-central-1',
    storageClass: 'STANDARD',
    archiveClass: 'GLACIER',
    transitionAfterDays: 60,
    pricesAsOf,
  };
  return destinationTerms({
    destination,
    useCase: 'combined',
    book: book.value,
    discounts: [],
    currency: 'USD',
    exchange: undefined,
    privateStores: {},
    objectMib: 8,
  });
}
