import { type CatalogFiles, PRICE_FILES } from '../../src/catalog/files.js';

const PRICE_HEADER =
  'provider,service,region,storage_class,item,tier_from,tier_to,pricing_unit,published_unit,price,currency,effective_from,effective_to,date_basis,last_checked,source_title,source_url,confidence,note';
const RULE_HEADER =
  'provider,service,region,storage_class,rule,value,unit,effective_from,effective_to,date_basis,last_checked,source_title,source_url,confidence,label,note';
const EVIDENCE = '2025-01-01,List,https://example.com/list,high,list,';

/** One row of a price table of an invented provider; a field not given is that of a flat storage price without an end. */
export function priceLine(fields: Readonly<Record<string, string>> = {}): string {
  const row: Readonly<Record<string, string>> = {
    provider: 'north',
    service: 'objects',
    region: 'one',
    storage_class: 'COLD',
    item: 'storage',
    tier_from: '0',
    tier_to: '',
    pricing_unit: 'GiB-Months',
    published_unit: 'GB-Mo',
    price: '0.01',
    currency: 'USD',
    effective_from: '2020-01-01',
    effective_to: '',
    date_basis: 'published',
    last_checked: '2025-01-01',
    source_title: 'List',
    source_url: 'https://example.com/list',
    confidence: 'high',
    note: '',
    ...fields,
  };
  return PRICE_HEADER.split(',')
    .map((column) => row[column])
    .join(',');
}

export function ruleLine(fields: Readonly<Record<string, string>> = {}): string {
  const row: Readonly<Record<string, string>> = {
    provider: 'north',
    service: 'objects',
    region: '*',
    storage_class: 'COLD',
    rule: 'minimum_days',
    value: '90',
    unit: 'days',
    effective_from: '2020-01-01',
    effective_to: '',
    date_basis: 'published',
    last_checked: '2025-01-01',
    source_title: 'Guide',
    source_url: 'https://example.com/guide',
    confidence: 'high',
    label: 'list',
    note: '',
    ...fields,
  };
  return RULE_HEADER.split(',')
    .map((column) => row[column])
    .join(',');
}

const csv = (header: string, lines: readonly string[]): string => `${[header, ...lines].join('\n')}\n`;
const LABELLED = 'last_checked,source_title,source_url,confidence,label,note';

/** A whole, sound little catalogue of an invented provider, with other rows where a test gives them. */
export function tinyFiles(rows: { readonly prices?: readonly string[]; readonly rules?: readonly string[] } = {}): CatalogFiles {
  return {
    ...Object.fromEntries(PRICE_FILES.map((file) => [file, csv(PRICE_HEADER, [])])),
    'data/prices/aws.csv': csv(PRICE_HEADER, rows.prices ?? [priceLine()]),
    'data/prices/rules.csv': csv(RULE_HEADER, rows.rules ?? [ruleLine()]),
    'data/storage-classes.csv': csv(`provider,storage_class,title,aliases,access,overhead_class,${LABELLED}`, [
      `north,COLD,Cold objects,cold|deep,restore,WARM,${EVIDENCE}`,
      `north,WARM,Warm objects,warm,instant,,${EVIDENCE}`,
    ]),
    'data/regions.csv': csv(`provider,region,title,country,${LABELLED}`, [`north,one,Bergen,Norway,${EVIDENCE}`]),
    'data/providers.csv': csv(`provider,title,aliases,${LABELLED}`, [`north,North Cloud,nc,${EVIDENCE}`]),
    'data/profiles.csv': csv(`profile,title,symbol,unit,low,likely,high,${LABELLED}`, [
      ...['used', 'shared'].map((symbol) => `plain,Plain,${symbol},share,0.1,0.2,0.3,${EVIDENCE}`),
      `plain,Plain,compression,in : stored,1,1.5,2,${EVIDENCE}`,
      ...['dailyChange', 'hot'].map((symbol) => `plain,Plain,${symbol},share,0.1,0.2,0.3,${EVIDENCE}`),
      `plain,Plain,writeKib,KiB,4,8,16,${EVIDENCE}`,
      `plain,Plain,annualGrowth,share a year,-0.1,0,0.1,${EVIDENCE}`,
    ]),
    'data/appliances.csv': csv(
      'vendor,model,form,platform,cache_tb,max_cloud_tb,ingest_tb_per_hour,restore_tb_per_hour,typical_ratio,max_ratio,source_title,source_url,source_date,last_checked,confidence,note',
      ['Acme,A1,virtual,any,8,,,,,,Sheet,https://example.com/a1,,2025-01-01,high,'],
    ),
    'data/ladder.csv': csv(`name,protected_tb,cache_tb,max_cloud_tb,${LABELLED}`, [`8 TB,8,0.05,0.25,${EVIDENCE}`]),
    'data/private-stores.csv': csv(`store,title,parameter,value,unit,low,high,${LABELLED}`, []),
    'data/reduction-ratios.csv': csv(
      'ratio,product,claim,source_title,source_url,source_date,last_checked,confidence,label,note',
      ['10,Acme,"10:1, up to",Sheet,https://example.com/a1,,2025-01-01,low,list,'],
    ),
    'data/defaults.csv': csv('key,value,unit,label,source_title,source_url,last_checked,confidence,note', [
      'horizon,3 years,,assumption,,,2025-01-01,low,',
    ]),
  };
}
