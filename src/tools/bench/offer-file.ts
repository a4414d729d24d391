import { closeSync, openSync, writeSync } from 'node:fs';

/** What stands in every product of a real file beside the fields that decide: so that bytes per product are real too. */
const DURABLE =
  '"durability" : "99.999999999%",\n        "availability" : "99.99%",\n        "servicename" : "Amazon Simple Storage Service"';
/** Usage types of storage that the importer takes, with their unit and a price that differs by region. */
const TAKEN: readonly (readonly [usage: string, unit: string, price: number])[] = [
  ['TimedStorage-ByteHrs', 'GB-Mo', 0.023],
  ['TimedStorage-SIA-ByteHrs', 'GB-Mo', 0.0125],
  ['TimedStorage-GlacierByteHrs', 'GB-Mo', 0.0036],
  ['TimedStorage-GIR-ByteHrs', 'GB-Mo', 0.004],
  ['Requests-Tier1', 'Requests', 0.000005],
  ['Requests-Tier2', 'Requests', 0.0000004],
  ['Retrieval-SIA', 'GB', 0.01],
];
/** The rest of a real file: transfers between pairs of places, analytics, tables. */
const LEFT: readonly string[] = [
  'AWS-In-Bytes',
  'AWS-Out-ABytes',
  'Inventory-ObjectsListed',
  'Tables-Requests-Tier1',
  'TagStorage-TagHrs',
];
/** One product in so many is storage, as in the files of 2026. */
const TAKEN_SHARE = 20;

/**
 * Writes an offer file in the shape of Amazon's own, products first, then their terms, pretty-printed with blanks before the colons.
 * The same size gives the same bytes.
 *
 * @returns bytes written, a little more than asked for
 */
export function writeOfferFile(path: string, megabytes: number, regions: readonly string[]): number {
  const file = openSync(path, 'w');
  let bytes = 0;
  const put = (text: string): void => {
    bytes += writeSync(file, text);
  };
  const perProduct = productText(0, regions).length + termText(0).length;
  const products = Math.ceil((megabytes * 1e6) / perProduct);
  put(
    '{\n  "formatVersion" : "v1.0",\n  "disclaimer" : "Generated for a measurement; no price in it is real.",\n  "offerCode" : "AmazonS3",\n  "version" : "20260928230416",\n  "publicationDate" : "2026-09-28T23:04:16Z",\n  "products" : {\n',
  );
  inBlocks(products, (at) => productText(at, regions), put);
  put('\n  },\n  "terms" : {\n    "OnDemand" : {\n');
  inBlocks(products, termText, put);
  put('\n    }\n  }\n}\n');
  closeSync(file);
  return bytes;
}

function inBlocks(count: number, textOf: (at: number) => string, put: (text: string) => void): void {
  for (let from = 0; from < count; from += 1000) {
    const block: string[] = [];
    for (let at = from; at < Math.min(count, from + 1000); at++) block.push(textOf(at));
    put(`${from === 0 ? '' : ',\n'}${block.join(',\n')}`);
  }
}

const skuOf = (at: number): string => at.toString(36).toUpperCase().padStart(16, 'S');
/** Storage of a region once; a file holds each only once. */
const takenAt = (at: number, regions: readonly string[]): boolean =>
  at % TAKEN_SHARE === 0 && at / TAKEN_SHARE < regions.length * TAKEN.length;

function productText(at: number, regions: readonly string[]): string {
  const slot = at / TAKEN_SHARE;
  const taken = takenAt(at, regions);
  const region = regions[taken ? Math.floor(slot / TAKEN.length) : at % regions.length] ?? 'us-east-1';
  const usage = taken ? (TAKEN[slot % TAKEN.length]?.[0] ?? '') : `XYZ${at % 9}-${LEFT[at % LEFT.length]}`;
  return `    "${skuOf(at)}" : {
      "sku" : "${skuOf(at)}",
      "attributes" : {
        "servicecode" : "AmazonS3",
        "location" : "Region (${region})",
        "locationType" : "AWS Region",
        "regionCode" : "${region}",
        "usagetype" : "${usage}",
        "operation" : "",
        ${DURABLE}
      }
    }`;
}

function termText(at: number): string {
  const [, unit = 'GB', price = 0.01] = TAKEN[(at / TAKEN_SHARE) % TAKEN.length] ?? [];
  const term = `${skuOf(at)}.JRTCKXETXF`;
  return `      "${skuOf(at)}" : {
        "${term}" : {
          "offerTermCode" : "JRTCKXETXF",
          "sku" : "${skuOf(at)}",
          "effectiveDate" : "2026-09-01T00:00:00Z",
          "priceDimensions" : {
            "${term}.6YS6EN2CT7" : {
              "rateCode" : "${term}.6YS6EN2CT7",
              "description" : "$${price} per unit, a \\"generated\\" price of ${at}",
              "beginRange" : "0",
              "endRange" : "Inf",
              "unit" : "${unit}",
              "pricePerUnit" : {
                "USD" : "${price.toFixed(10)}"
              },
              "appliesTo" : [ ]
            }
          },
          "termAttributes" : { }
        }
      }`;
}
