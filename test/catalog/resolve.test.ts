import { describe, expect, it } from 'vitest';
import { parseCatalog } from '../../src/catalog/catalog.js';
import { resolveClass, resolvePrivateStore, resolveProvider, resolveRegion } from '../../src/catalog/resolve.js';
import type { Parsed } from '../../src/problems/problem.js';
import { given, shippedFiles, shippedPrices } from './shipped.js';

const prices = shippedPrices();
const where = { file: 'scenario.yaml', line: 12, field: 'destination.region' };
const region = (name: string) => resolveRegion(prices, { provider: 'aws', name, where });
const storageClass = (name: string) => resolveClass(prices, { provider: 'aws', name, where });
const fixOf = (result: Parsed<unknown>) => (result.ok ? 'found' : result.problems[0].fix);

describe('resolveRegion', () => {
  it.each(['eu-central-1', 'EU-CENTRAL-1', 'frankfurt', ' Frankfurt '])('finds eu-central-1 by "%s"', (name) => {
    expect(given(region(name)).region).toBe('eu-central-1');
  });

  it('offers eu-central-1 for "frankfrt" and for "eu-centrl-1", at the place where it was written', () => {
    expect(fixOf(region('frankfrt'))).toBe('did you mean eu-central-1 (Frankfurt)?');
    expect(fixOf(region('eu-centrl-1'))).toMatch(/^did you mean eu-central-1 \(Frankfurt\), /);
    expect(region('eu-centrl-1')).toMatchObject({ ok: false, problems: [{ code: 'CAT015', where, found: '"eu-centrl-1"' }] });
  });

  it('lists all regions when nothing is near', () => {
    expect(fixOf(region('xyzzyxyzzyxyzzy'))).toMatch(/^one of: af-south-1 \(Cape Town\), /);
  });
});

describe('resolveClass, resolveProvider, resolvePrivateStore', () => {
  it.each([
    ['glacier', 'GLACIER'],
    ['flexible', 'GLACIER'],
    ['glacier-instant', 'GLACIER_IR'],
    ['GIR', 'GLACIER_IR'],
    ['standard-ia', 'STANDARD_IA'],
    ['deep_archive', 'DEEP_ARCHIVE'],
    ['S3 Standard', 'STANDARD'],
  ])('reads the class "%s" as %s', (name, code) => {
    expect(given(storageClass(name)).storageClass).toBe(code);
  });

  it('offers GLACIER for "glacer"', () => {
    expect(fixOf(storageClass('glacer'))).toMatch(/GLACIER/);
  });

  it('finds aws by "Amazon", and offers it for "awss"', () => {
    expect(given(resolveProvider(prices, { name: 'Amazon', where })).provider).toBe('aws');
    expect(fixOf(resolveProvider(prices, { name: 'awss', where }))).toBe('did you mean aws?');
  });

  it('offers swift-3-replicas for "swift-3-replica"', () => {
    const catalog = given(parseCatalog(shippedFiles));
    expect(given(resolvePrivateStore(catalog, { name: 'swift-3-replicas', where })).name).toBe('swift-3-replicas');
    expect(fixOf(resolvePrivateStore(catalog, { name: 'swift-3-replica', where }))).toBe('did you mean swift-3-replicas?');
  });
});
