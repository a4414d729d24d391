import type { ApplianceModel } from '../catalog/types.js';
import { didYouMean, nearestNames } from '../problems/nearest.js';
import { derive, type Reading, report } from './reading.js';
import type { ScenarioFile } from './schema.js';
import type { Path } from './tree.js';

const titled = ({ vendor, model }: ApplianceModel): string => `${vendor} ${model}`;

/** The plan's appliance: `auto` with a form says what that form means for it. */
export function readAppliance(entry: ScenarioFile['appliance'], reading: Reading): ApplianceModel | undefined {
  if (isAuto(entry.model) && entry.form !== undefined)
    derive(
      reading,
      'appliance.form',
      entry.form,
      'auto chooses a rung of the generic ladder; its form says only where it stands and what prices it',
    );
  return readModel(entry, ['appliance'], reading);
}

const isAuto = (name: string): boolean => name.toLowerCase() === 'auto';

/**
 * The catalogue's model by its name, with or without its vendor, in any case; undefined for `auto`, and after reporting SCN005 (an unknown
 * name) or SCN007 (a form that the model does not have).
 */
export function readModel(
  { model: name, form }: { readonly model: string; readonly form?: ApplianceModel['form'] | undefined },
  path: Path,
  reading: Reading,
): ApplianceModel | undefined {
  if (isAuto(name)) return undefined;
  const model = modelNamed(name, path, reading);
  if (model && form !== undefined && model.form !== form)
    report(reading, {
      code: 'SCN007',
      path: [...path, 'form'],
      found: `form ${form} of ${titled(model)}, which is ${model.form}`,
      wanted: `form ${model.form}`,
      fix: 'leave form out, or choose another model: see "stowage appliances"',
    });
  return model;
}

function modelNamed(name: string, path: Path, reading: Reading): ApplianceModel | undefined {
  const models = reading.resolver.appliances;
  const wanted = name.toLowerCase();
  const exact = models.find((one) => [one.model, titled(one)].some((title) => title.toLowerCase() === wanted));
  const partly = models.filter((one) => titled(one).toLowerCase().includes(wanted));
  return exact ?? (partly.length === 1 ? partly[0] : unknownModel({ name, path, partly }, reading));
}

interface UnknownModel {
  readonly name: string;
  readonly path: Path;
  readonly partly: readonly ApplianceModel[];
}

/** A rung is not a model: `auto` chooses one, so who writes its name is told that. */
function unknownModel({ name, path, partly }: UnknownModel, reading: Reading): undefined {
  const { appliances, rungs } = reading.resolver;
  const known = partly.length > 0 ? partly : appliances;
  const names = known.flatMap((one) => [one.model, titled(one)]);
  const near = nearestNames(name, [...names, ...rungs]);
  const rung = near.find((one) => rungs.includes(one));
  const models = didYouMean(near.filter((one) => !rungs.includes(one)));
  const hints = [
    ...(models === undefined ? [] : [models]),
    ...(rung === undefined ? [] : [`the rung ${rung} is chosen by model: auto`]),
    'see "stowage appliances"',
  ];
  return report(reading, {
    code: 'SCN005',
    path: [...path, 'model'],
    found: partly.length > 1 ? `"${name}", which ${partly.length} appliances are called` : `the unknown appliance "${name}"`,
    wanted: 'auto, or a model of the catalogue',
    fix: hints.join('; '),
  });
}
