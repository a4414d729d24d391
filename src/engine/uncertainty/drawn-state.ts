import { exp } from '../../units/portable-math.js';
import type { ChangeLaw } from '../capacity/changed-share.js';
import { DAYS_PER_YEAR, type Drawn, type FeatureTerms } from './features.js';

/** One cohort at the end of the horizon in one trial: what `cohortState` (M-18) says of it. GiB. */
export interface DrawnState {
  used: number;
  provisioned: number;
  live: number;
  /** The same with nothing shared. */
  unshared: number;
  law: ChangeLaw;
}

/** Overwrites a state with a trial's. */
export function setState(state: DrawnState, { terms, growth }: Drawn, { store, days }: FeatureTerms): void {
  const used = terms.used * exp((growth * (days - 1)) / DAYS_PER_YEAR);
  const provisioned = Math.max(terms.provisioned, used);
  const zeros = store.kind === 'plain' && terms.sendsZeros ? provisioned - used : 0;
  const unshared = used * terms.physicalPerUsed;
  state.used = used;
  state.provisioned = provisioned;
  state.live = unshared * (1 - terms.shared) + zeros;
  state.unshared = unshared + zeros;
  state.law = store.kind === 'deduplicating' ? terms.inStore : terms.atWriter;
}

export function stateOf(drawn: Drawn, terms: FeatureTerms): DrawnState {
  const state = { used: 0, provisioned: 0, live: 0, unshared: 0, law: drawn.terms.inStore };
  setState(state, drawn, terms);
  return state;
}
