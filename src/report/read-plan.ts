import { asDay, parseDay } from '../units/day.js';
import { DAY_KEYS } from './render-json.js';

/** A plan as it was written: enough to compute it again. Unchecked but for its shape as data. */
export type ReadPlan =
  | { readonly ok: true; readonly value: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly why: string };

/** The other way round from `renderJson`, for text that a stranger may have written: days become days, null becomes absent. */
export function readPlan(text: string): ReadPlan {
  const value = parsedJson(text);
  if (value === undefined) return { ok: false, why: 'text that is cut off or no JSON' };
  if (!isRecord(value) || value.schema !== 'stowage-plan/1') return { ok: false, why: 'JSON that is no plan of stowage' };
  const plan = revived(value, '');
  return isRecord(plan) ? { ok: true, value: plan } : { ok: false, why: 'JSON that is no plan of stowage' };
}

/** What a plan's input would be with its own scenario and volumes: still to be checked and priced. */
export function inputOfPlan(plan: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const inventory = isRecord(plan.inventory) ? plan.inventory : {};
  const { files, largest: _largest, ...cohorts } = inventory;
  return { version: plan.version, scenario: plan.scenario, cohorts, inventoryFiles: files, warnings: [] };
}

function revived(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return value.map((item) => revived(item, ''));
  if (isRecord(value)) {
    const entries = Object.entries(value).filter(([, item]) => item !== null);
    return Object.fromEntries(entries.map(([name, item]) => [name, revived(item, name)]));
  }
  const day = typeof value === 'string' && DAY_KEYS.has(key) ? parseDay(value) : undefined;
  return day === undefined ? value : asDay(day);
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
