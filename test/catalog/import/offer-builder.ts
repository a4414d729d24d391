/** One product of an offer, before it takes the shape of a file. */
export interface OfferLine {
  readonly sku: string;
  readonly location: string;
  readonly usagetype: string;
  readonly operation: string;
  readonly unit: string;
  readonly tiers: readonly { readonly from: string; readonly to: string; readonly price: string }[];
  readonly toLocation: string;
}
export interface OfferHead {
  readonly offerCode: string;
  readonly version: string;
  readonly publicationDate: string;
  readonly effectiveDate: string;
}

export const HEAD_2016: OfferHead = {
  offerCode: 'AmazonS3',
  version: '20160107021538',
  publicationDate: '2016-01-07T02:15:38Z',
  effectiveDate: '2016-01-01T00:00:00Z',
};

/** Reads lines as offers-2016.ts has them: location | usage type | operation | unit | tiers | other end. */
export function offerLines(table: string): readonly OfferLine[] {
  return table
    .split('\n')
    .filter((line) => line.includes('|'))
    .map((line, at) => {
      const [location = '', usagetype = '', operation = '', unit = '', tiers = '', toLocation = ''] = line
        .split('|')
        .map((part) => part.trim());
      const sku = `SKU${at.toString().padStart(13, '0')}`;
      const tierOf = (text: string) => {
        const [, from = '', to = '', price = ''] = /^(\S+)-(\S+):(\S+)$/.exec(text) ?? [];
        return { from, to, price };
      };
      return { sku, location, usagetype, operation, unit, tiers: tiers.split(' ').map(tierOf), toLocation };
    });
}

function attributesOf({ location, usagetype, operation, toLocation }: OfferLine, regionCode: string | undefined) {
  if (toLocation === '')
    return {
      servicecode: 'AmazonS3',
      location,
      locationType: 'AWS Region',
      ...(regionCode && { regionCode }),
      usagetype,
      operation,
    };
  const transferType = toLocation === 'External' ? 'AWS Outbound' : 'InterRegion Outbound';
  const toLocationType =
    toLocation === 'External' ? 'Other' : toLocation.startsWith('Amazon') ? 'AWS Edge Location' : 'AWS Region';
  return {
    servicecode: 'AWSDataTransfer',
    transferType,
    fromLocation: location,
    fromLocationType: 'AWS Region',
    toLocation,
    toLocationType,
    usagetype,
    operation,
  };
}

/** An offer file in JSON, printed as Amazon prints it. */
export function offerJson(lines: readonly OfferLine[], head: OfferHead = HEAD_2016, regionCode?: string): string {
  const products = Object.fromEntries(
    lines.map((line) => [line.sku, { sku: line.sku, attributes: attributesOf(line, regionCode) }]),
  );
  const termOf = ({ sku, unit, tiers }: OfferLine) => {
    const dimensions = tiers.map(({ from, to, price }, at) => {
      const rateCode = `${sku}.JRTCKXETXF.RATE${at}`;
      return [
        rateCode,
        {
          rateCode,
          description: `$${price} "each" {of ${unit}}`,
          beginRange: from,
          endRange: to,
          unit,
          pricePerUnit: { USD: price },
          appliesTo: [],
        },
      ];
    });
    const term = {
      offerTermCode: 'JRTCKXETXF',
      sku,
      effectiveDate: head.effectiveDate,
      priceDimensions: Object.fromEntries(dimensions),
      termAttributes: {},
    };
    return { [`${sku}.JRTCKXETXF`]: term };
  };
  const terms = { OnDemand: Object.fromEntries(lines.map((line) => [line.sku, termOf(line)])) };
  const { effectiveDate: _, ...above } = head;
  return JSON.stringify({ formatVersion: 'v1.0', disclaimer: 'For a test.', ...above, products, terms }, null, 2).replaceAll(
    '": ',
    '" : ',
  );
}

export interface CsvShape {
  /** "sep=," above, and no disclaimer: a file that a spreadsheet has written. */
  readonly spreadsheet: boolean;
  /** Columns of 2026 beside those of 2018. */
  readonly regionCode?: string;
  readonly effectiveDate: string;
}

/** An offer file in CSV: pairs above, then a header with quotes around everything. */
export function offerCsv(
  lines: readonly OfferLine[],
  head: OfferHead,
  { spreadsheet, regionCode, effectiveDate }: CsvShape,
): string {
  const quote = (cells: readonly string[]) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
  const names =
    'SKU,OfferTermCode,RateCode,TermType,PriceDescription,EffectiveDate,StartingRange,EndingRange,Unit,PricePerUnit,Currency,Location,Location Type,Transfer Type,From Location,To Location,To Location Type,usageType,operation'.split(
      ',',
    );
  const rows = lines.flatMap((line) =>
    line.tiers.map(({ from, to, price }, at) => {
      const of: Readonly<Record<string, string | undefined>> = attributesOf(line, undefined);
      const place = [
        of.location ?? '',
        of.locationType ?? '',
        of.transferType ?? '',
        of.fromLocation ?? '',
        of.toLocation ?? '',
        of.toLocationType ?? '',
      ];
      const rate = `${line.sku}.JRTCKXETXF.RATE${at}`;
      const cells = [
        line.sku,
        'JRTCKXETXF',
        rate,
        'OnDemand',
        `$${price}, the first`,
        effectiveDate,
        from,
        to,
        line.unit,
        price,
        'USD',
        ...place,
        line.usagetype,
        line.operation,
      ];
      return quote(regionCode === undefined ? cells : [...cells, regionCode]);
    }),
  );
  const above = [
    ...(spreadsheet ? ['sep=,'] : []),
    '"FormatVersion","v1.0"',
    ...(spreadsheet ? [] : ['"Disclaimer","For a test, with a comma."']),
    quote(['Publication Date', head.publicationDate]),
    quote(['Version', head.version]),
    quote(['OfferCode', head.offerCode]),
    quote(regionCode === undefined ? names : [...names, 'Region Code']),
  ];
  return [...above, ...rows, ''].join(spreadsheet ? '\r\n' : '\n');
}
