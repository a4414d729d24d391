import { type Day, dayOf } from '../units/day.js';

/** "2016", "2012-08" or "2016-02-15": the first day that a partial date can mean. */
export function checkedOn(text: string): Day | undefined {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text);
  return match ? dayOf(+(match[1] ?? ''), +(match[2] ?? '1'), +(match[3] ?? '1')) : undefined;
}
