import { BYTES_PER_GIB } from './fields.js';
import { type Reading, report, taken, unknownName } from './reading.js';
import type { DestinationEntry, ScenarioFile } from './schema.js';
import type { Path } from './tree.js';
import type { Commitment, Scenario } from './types.js';

/** The catalogue's prices are in US dollars, so another currency needs a rate that is frozen in the scenario. */
export function checkCurrency({ currency, exchange }: ScenarioFile, reading: Reading): void {
  const catalog = reading.resolver.defaults.currency?.value ?? currency;
  if (currency !== catalog && exchange === undefined) {
    const fix = `exchange: {from: ${catalog}, rate: ..., date: ..., source: ...}, as "stowage prices rate" prints it`;
    report(reading, {
      code: 'SCN003',
      path: ['exchange'],
      found: `${currency} without an exchange rate`,
      wanted: `the rate from ${catalog}, its date and its source`,
      fix,
    });
  }
}

/** Discounts by catalogue codes. One that names no provider was agreed with the destination's: a comparison elsewhere has not it. */
export function readDiscounts({ discounts = [], destination }: ScenarioFile, reading: Reading): Scenario['discounts'] {
  const items = ['*', ...reading.resolver.priceItems];
  const planned = providerOf(destination, reading);
  return discounts.flatMap(({ provider: asked, class: name, item, percent, from, reason }, index) => {
    const path: Path = ['discounts', index];
    if (!items.includes(item)) unknownName(reading, { path: [...path, 'item'], what: 'price item', name: item, known: items });
    const where = reading.yaml.place([...path, 'provider']);
    const provider = asked === undefined ? planned : taken(reading, reading.resolver.provider({ name: asked, where }));
    const rest = {
      item,
      percent,
      reason,
      ...(from === undefined ? {} : { from }),
      ...(provider === undefined ? {} : { provider }),
    };
    if (name === undefined || name === '*') return [{ storageClass: '*', ...rest }];
    if (provider === undefined || provider === 'private') return [{ storageClass: name, ...rest }];
    const storageClass = classCode(provider, name, [...path, 'class'], reading);
    return storageClass === undefined ? [] : [{ storageClass, ...rest }];
  });
}

/** Commitments of a destination by catalogue codes; one that names no class is of `fallback`, the class that new data goes to. */
export function readCommitments(
  { commitments = [] }: DestinationEntry,
  { provider, fallback, path }: { readonly provider: string; readonly fallback: string; readonly path: Path },
  reading: Reading,
): readonly Commitment[] {
  return commitments.flatMap(({ class: name, units, term, monthlyPrice, unit }, index) => {
    const at: Path = [...path, 'commitments', index, 'class'];
    const storageClass = name === undefined ? fallback : classCode(provider, name, at, reading);
    if (storageClass === undefined) return [];
    const unitGib = unit === undefined ? {} : { unitGib: unit / BYTES_PER_GIB };
    return [{ storageClass, units, term, ...(monthlyPrice === undefined ? {} : { monthlyPrice }), ...unitGib }];
  });
}

function classCode(provider: string, name: string, path: Path, reading: Reading): string | undefined {
  return taken(reading, reading.resolver.storageClass(provider, { name, where: reading.yaml.place(path) }))?.storageClass;
}

/** Known even where something else of the destination is wrong; an unknown name has been said where it is written. */
function providerOf({ provider, store }: DestinationEntry, { resolver, file }: Reading): string | undefined {
  if (provider === undefined) return store === undefined ? undefined : 'private';
  const found = resolver.provider({ name: provider, where: { file } });
  return found.ok ? found.value : undefined;
}
