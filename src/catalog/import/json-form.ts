import { catalogError } from '../read-table.js';
import { AmazonJson } from './amazon-json.js';
import type { AzurePrices } from './azure-prices.js';
import type { GoogleSkus } from './google-skus.js';
import type { JsonListener, Visit } from './json-splitter.js';
import type { PriceNames } from './price-names.js';
import type { PublishedPrices } from './published.js';
import { broken, Refused, refuseOtherOffer } from './refusals.js';

/** What of TextDecoder is used. */
export interface Decoder {
  decode(bytes: Uint8Array, options?: { readonly stream: boolean }): string;
}

/** What the reader of one file needs. */
export interface FileOptions {
  readonly file: string;
  readonly names: PriceNames;
  readonly decoders: () => Decoder;
  /** Answers come in pages: all files of a run share their readers, because a tier may stand on another page. */
  readonly pages: { readonly azure: AzurePrices; readonly google: GoogleSkus };
}

/** The prices of a file on its own; undefined for a page, whose prices are known once all pages are read. */
export type Finish = () => PublishedPrices | undefined;

/** Waits for the first keys of the root to tell what a JSON file is, then hands everything to its reader. */
export class JsonForm implements JsonListener {
  private reader: JsonListener | undefined;
  private readonly amazon: AmazonJson;
  private readonly addresses: string[] = [];
  private index: 'regions' | 'offers' | undefined;

  constructor(
    private readonly options: FileOptions,
    private readonly known: (finish: Finish) => void,
  ) {
    this.amazon = new AmazonJson(options.names, (key, value) => refuseOtherOffer(options.file, key, value));
  }

  visit(path: readonly string[]): Visit {
    if (this.reader !== undefined) return this.reader.visit(path);
    const key = path[0] === '#' ? path[1] : path[0];
    if (key === undefined) return 'enter';
    if (this.index !== undefined) return path.length === 1 && key !== this.index ? 'skip' : path.length === 1 ? 'enter' : 'take';
    if (key === 'products' || key === 'terms') return this.read(this.amazon, () => this.amazonDone()).visit(path);
    if (key === 'Items') return this.read(this.options.pages.azure).visit(path);
    if (key === 'skus') return this.read(this.options.pages.google).visit(path);
    if ((key === 'regions' || key === 'offers') && path.length === 1) {
      this.index = key;
      this.known(() => this.refuseIndex());
      return 'enter';
    }
    return 'take';
  }

  take(path: readonly string[], text: string): void {
    if (this.reader !== undefined) this.reader.take(path, text);
    else if (this.index === undefined) this.amazon.take(path, text);
    else this.addresses.push(/"currentVersionUrl"\s*:\s*"([^"]*)"/.exec(text)?.[1] ?? '');
  }

  private read(reader: JsonListener, finish?: Finish): JsonListener {
    this.reader = reader;
    this.known(finish ?? (() => undefined));
    return reader;
  }

  private amazonDone(): PublishedPrices {
    if (this.amazon.isUnreadable) throw new Refused(broken(this.options.file, 'the terms stand before the products'));
    return this.amazon.finish(this.options.file);
  }

  private refuseIndex(): never {
    const kind = this.index === 'regions' ? 'an index of regional files' : 'an index of services';
    const some = this.addresses.filter((address) => address !== '').slice(0, 2);
    const fix = `fetch the files that it names, such as ${some.join(' or ')}, or run stowage prices update`;
    throw new Refused(
      catalogError('CAT021', {
        where: { file: this.options.file },
        found: `${kind} with ${this.addresses.length} addresses`,
        wanted: 'a file with prices',
        fix,
      }),
    );
  }
}
