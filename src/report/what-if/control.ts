import type { Tree } from '../../scenario/tree.js';
import type { Scenario } from '../../scenario/types.js';

/** One thing that the page lets a reader change. */
export interface Control {
  /** "profile/database/dailyChange": the key of shared links. Names in it are strangers' text. */
  readonly id: string;
  readonly label: string;
  readonly unit: string;
  /** The scenario's own value, as typed or as the choice's value. */
  readonly value: string;
  readonly kind: 'number' | 'choice';
  /** Said beside the field, and when what is typed is not that. */
  readonly wanted: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  /** Why a typed text is refused; undefined where it is fine. */
  readonly problem: (text: string) => string | undefined;
  /** The scenario with this value; only called for text without a problem. */
  readonly apply: (scenario: Scenario, text: string) => Scenario;
  /** What to write into the scenario file for the scenario as it then is. */
  readonly edits: (changed: Scenario) => readonly Edit[];
}

/** A value at a path of the scenario file; `undefined` takes the key out. */
export interface Edit {
  readonly path: readonly string[];
  readonly value: Tree | undefined;
  /** Keys that the file has there and `value` has not stay. */
  readonly merge?: true;
}

/** Controls under one legend. */
export interface ControlGroup {
  readonly title: string;
  readonly controls: readonly Control[];
}

/** Texts by control id: only what differs from the scenario. */
export type Changes = Readonly<Record<string, string>>;
