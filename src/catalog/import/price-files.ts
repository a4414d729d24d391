import { type Parsed, type Problem, parsedUnless } from '../../problems/problem.js';
import { catalogError } from '../read-table.js';
import { AmazonCsv } from './amazon-csv.js';
import { AzurePrices } from './azure-prices.js';
import { BrokenCsv, CsvSplitter } from './csv-splitter.js';
import { GoogleSkus } from './google-skus.js';
import { type Decoder, type FileOptions, type Finish, JsonForm } from './json-form.js';
import { BrokenJson, JsonSplitter } from './json-splitter.js';
import type { PriceNames } from './price-names.js';
import type { PublishedPrices } from './published.js';
import { broken, Refused, refuseOtherOffer, unknownForm } from './refusals.js';

/** A header stands at the sixth or seventh line of a price list; a table without one here is something else. */
const HEADER_WITHIN = 20;

/**
 * Reads price files as they arrive, whatever their form: Amazon offer files (JSON, CSV), Azure Retail Prices answers (JSON, CSV),
 * Google Billing Catalog answers. Open each file in turn, push its text, end it; then ask for the results.
 *
 * CAT020 a form we do not know, CAT021 an index of files (names what to fetch), CAT022 an offer of another service, CAT023 broken
 * text, CAT024 pages that are missing.
 */
export class PriceFiles {
  private readonly azure: AzurePrices;
  private readonly google: GoogleSkus;
  private readonly problems: Problem[] = [];
  private readonly whole: PublishedPrices[] = [];
  private readonly pages: { readonly azure: string[]; readonly google: string[] } = { azure: [], google: [] };

  /**
   * @param readOn   ISO day on which answers without a date of their own were read
   * @param decoders makes a decoder of UTF-8, such as `() => new TextDecoder()`
   */
  constructor(
    private readonly names: PriceNames,
    readOn: string,
    private readonly decoders: () => Decoder,
  ) {
    this.azure = new AzurePrices(names, readOn);
    this.google = new GoogleSkus(names, readOn);
  }

  /** @param file as a person knows it, for problems and for the report */
  open(file: string): PriceFileReader {
    const options = { file, names: this.names, decoders: this.decoders, pages: { azure: this.azure, google: this.google } };
    const before = { azure: this.azure.items, google: this.google.skus };
    return new PriceFileReader(options, (problem, prices) => {
      if (problem !== undefined) this.problems.push(problem);
      if (prices !== undefined) this.whole.push(prices);
      if (this.azure.items > before.azure) this.pages.azure.push(file);
      if (this.google.skus > before.google) this.pages.google.push(file);
    });
  }

  /** Every problem of every file, or what each list gave: one for each Amazon file, one for all pages of each API. */
  results(): Parsed<readonly PublishedPrices[]> {
    const { azure, google } = this.pages;
    const missing = [
      ...(azure.length > 0 && !this.azure.sawLastPage ? [pageMissing(azure, 'NextPageLink')] : []),
      ...(google.length > 0 && !this.google.sawLastPage ? [pageMissing(google, 'nextPageToken')] : []),
    ];
    return parsedUnless([...this.problems, ...missing], () => [
      ...this.whole,
      ...(azure.length > 0 ? [this.azure.finish(listed(azure))] : []),
      ...(google.length > 0 ? [this.google.finish(listed(google))] : []),
    ]);
  }
}

function listed([first = '', ...rest]: readonly string[]): string {
  return rest.length === 0 ? first : `${first} and ${rest.length} more`;
}

function pageMissing(files: readonly string[], key: string): Problem {
  const wanted = 'all pages of the answer: a tier may stand on the next one';
  const fix = `fetch on until ${key} is empty, and give all pages at once`;
  return catalogError('CAT024', {
    where: { file: files[files.length - 1] ?? '' },
    found: `a ${key}, and no page without one`,
    wanted,
    fix,
  });
}

/** A splitter of either form, fed with bytes. */
interface ByteSplitter {
  push(chunk: Uint8Array): void;
  end(): void;
}

/** Enough to tell JSON from CSV, behind a mark of the byte order. */
const ENOUGH = 64;

/** The reader of one file. `push` answers false once the rest of the file is not worth reading. */
export class PriceFileReader {
  private splitter: ByteSplitter | undefined;
  private finish: Finish | undefined;
  private problem: Problem | undefined;
  private early: Uint8Array[] = [];

  constructor(
    private readonly options: FileOptions,
    private readonly done: (problem: Problem | undefined, prices: PublishedPrices | undefined) => void,
  ) {}

  push(chunk: Uint8Array): boolean {
    return this.guarded(() => {
      if (this.splitter !== undefined) this.splitter.push(chunk);
      else if (this.early.push(chunk) && this.early.some(({ length }) => length >= ENOUGH)) this.begin();
    });
  }

  end(): void {
    let prices: PublishedPrices | undefined;
    this.guarded(() => {
      if (this.splitter === undefined) this.begin();
      this.splitter?.end();
      if (this.finish === undefined) throw new Refused(unknownForm(this.options.file, 'no prices in a form we know'));
      prices = this.finish();
    });
    this.done(this.problem, prices);
  }

  private begin(): void {
    const head = this.headText();
    this.splitter = /^\ufeff?\s*[{[]/.test(head) ? this.json() : this.csv(head);
    for (const chunk of this.early) this.splitter.push(chunk);
    this.early = [];
  }

  private headText(): string {
    const decoder = this.options.decoders();
    return this.early.map((chunk) => decoder.decode(chunk.subarray(0, ENOUGH), { stream: true })).join('');
  }

  private guarded(work: () => void): boolean {
    if (this.problem !== undefined) return false;
    const { file } = this.options;
    try {
      work();
      return true;
    } catch (error) {
      if (error instanceof Refused) this.problem = error.problem;
      else if (error instanceof BrokenJson) this.problem = broken(file, `${error.message}, at byte ${error.at + 1}`);
      else if (error instanceof BrokenCsv) this.problem = broken(file, error.message, error.line);
      else throw error;
      return false;
    }
  }

  private json(): JsonSplitter {
    const known = (finish: Finish): void => {
      this.finish = finish;
    };
    const decoder = this.options.decoders();
    return new JsonSplitter(new JsonForm(this.options, known), (bytes) => decoder.decode(bytes));
  }

  private csv(head: string): ByteSplitter {
    const decoder = this.options.decoders();
    const splitter = this.csvSplitter(head);
    return {
      push: (chunk) => splitter.push(decoder.decode(chunk, { stream: true })),
      end: () => splitter.end(),
    };
  }

  private csvSplitter(head: string): CsvSplitter {
    const { file, names, pages } = this.options;
    if (/^\ufeff?"?currencyCode"?,/.test(head)) {
      this.finish = () => undefined;
      const rows = pages.azure.rows();
      return new CsvSplitter((cells) => rows(cells));
    }
    const amazon = new AmazonCsv(names, (key, value) => refuseOtherOffer(file, key, value));
    return new CsvSplitter((cells, line) => {
      amazon.record(cells, line);
      if (amazon.hasHeader) this.finish ??= () => amazon.finish(file);
      else if (line > HEADER_WITHIN)
        throw new Refused(unknownForm(file, `no header with SKU and PricePerUnit in its first ${HEADER_WITHIN} lines`));
    });
  }
}
