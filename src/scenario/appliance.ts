import type { ApplianceModel } from '../catalog/types.js';
import { didYouMean, nearestNames } from '../problems/nearest.js';
import { derive, type Reading, report } from './reading.js';
import type { ScenarioFile } from './schema.js';

const titled = ({ vendor, model }: ApplianceModel): string => `${vendor} ${model}`;

/**
 * The catalogue's model by its name, with or without its vendor, in any case; undefined for `auto`, and after reporting SCN005 (an unknown
 * name) or SCN007 (a form that the model does not have).
 */
export function readAppliance({ model: name, form }: ScenarioFile['appliance'], reading: Reading): ApplianceModel | undefined {
  if (name.toLowerCase() === 'auto') {
    if (form !== undefined)
      derive(
        reading,
        'appliance.form',
        form,
        'auto chooses a rung of the generic ladder; its form says only where it stands and what prices it',
      );
    return undefined;
  }
  const model = modelNamed(name, reading);
  if (model && form !== undefined && model.form !== form)
    report(reading, {
      code: 'SCN007',
      path: ['appliance', 'form'],
      found: `form ${form} of ${titled(model)}, which is ${model.form}`,
      wanted: `form ${model.form}`,
      fix: 'leave form out, or choose another model: see "stowage appliances"',
    });
  return model;
}

function modelNamed(name: string, reading: Reading): ApplianceModel | undefined {
  const models = reading.resolver.appliances;
  const wanted = name.toLowerCase();
  const exact = models.find((one) => [one.model, titled(one)].some((title) => title.toLowerCase() === wanted));
  const partly = models.filter((one) => titled(one).toLowerCase().includes(wanted));
  return exact ?? (partly.length === 1 ? partly[0] : unknownModel(name, partly, reading));
}

/** A rung is not a model: `auto` chooses one, so who writes its name is told that. */
function unknownModel(name: string, partly: readonly ApplianceModel[], reading: Reading): undefined {
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
    path: ['appliance', 'model'],
    found: partly.length > 1 ? `"${name}", which ${partly.length} appliances are called` : `the unknown appliance "${name}"`,
    wanted: 'auto, or a model of the catalogue',
    fix: hints.join('; '),
  });
}
