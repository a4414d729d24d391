import type { Language } from './quote-types.js';

/** The words that the engine begins a line's label with, in German; what follows (classes, regions, names) is a name and stays. */
const GERMAN: readonly (readonly [english: RegExp, german: string])[] = [
  [/^Storage(?=,|$)/, 'Speicher'],
  [/^Overhead of objects in /, 'Verwaltungsdaten der Objekte in '],
  [/^Overhead of objects(?=,|$)/, 'Verwaltungsdaten der Objekte'],
  [/^(PUT|GET) requests/, '$1-Anfragen'],
  [/^Transitions into /, 'Übergang nach '],
  [/^Early deletion/, 'Vorzeitige Löschung'],
  [/^Appliances in the cloud for /, 'Appliances in der Cloud für '],
  [/^Appliances/, 'Appliances'],
  [/^Private store/, 'Eigener Speicher'],
  [/^Committed capacity/, 'Fest gebuchte Kapazität'],
  [/^Base fee/, 'Grundgebühr'],
  [/^Up to the minimum monthly bill/, 'Bis zur monatlichen Mindestrechnung'],
  [/^Egress to the internet/, 'Ausgehende Daten ins Internet'],
  [/^Transfer to another region, from /, 'Übertragung in eine andere Region, aus '],
  [/^Retrieval, peak hour of the month/, 'Abruf, Spitzenstunde des Monats'],
  [/^Retrieval/, 'Abruf'],
  [/^Provisioned units of expedited retrieval/, 'Gebuchte Einheiten für beschleunigten Abruf'],
  [/^Restored copies for (\d+) days/, 'Wiederhergestellte Kopien für $1 Tage'],
  [/^Restore on request: /, 'Wiederherstellung auf Abruf: '],
  [/, free allowance$/, ', Freimenge'],
  [/, committed$/, ', fest gebucht'],
  [/, after (\d+) days /, ', nach $1 Tagen '],
  [/ \(assumption\)$/, ' (Annahme)'],
];

/** A line's label in the quote's language. */
export function labelIn(language: Language, label: string): string {
  if (language === 'en') return label;
  return GERMAN.reduce((text, [english, german]) => text.replace(english, german), label);
}
