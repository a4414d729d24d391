/** One question of the form: a key of the scenario file, and what it is called. */
export interface FormField {
  /** The key's path in the scenario, as problems name it: "policies.standard.keep.daily". It is the control's name too. */
  readonly path: string;
  readonly label: string;
  /** Said instead of the schema's own words, where those are "a word or a name". */
  readonly hint?: string;
  /** What a select offers; absent: a line of text. */
  readonly choices?: readonly Choice[];
  /** What a line of text suggests. */
  readonly suggestions?: readonly string[];
  /** What stands in the form at first. */
  readonly initial?: string;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export interface FieldGroup {
  readonly title: string;
  readonly fields: readonly FormField[];
}

/** What the catalogue offers: the form's choices and suggestions. */
export interface Offered {
  readonly providers: readonly Choice[];
  readonly regions: readonly string[];
  readonly classes: readonly string[];
  readonly stores: readonly string[];
  readonly profiles: readonly Choice[];
  readonly appliances: readonly string[];
}

const itself = (value: string): Choice => ({ value, label: value });
const byDefault: Choice = { value: '', label: 'the default' };

/** The questions in the order in which they are asked. Everything else of a scenario keeps its default, which the report lists. */
export function fieldGroups(offered: Offered): readonly FieldGroup[] {
  return [
    {
      title: 'The plan',
      fields: [
        { path: 'name', label: 'Name of the plan', hint: 'As the report calls it.', initial: 'Our volumes' },
        { path: 'start', label: 'First day' },
        { path: 'pricesAsOf', label: 'Prices as of' },
        { path: 'horizon', label: 'How long to plan', initial: '3 years' },
        {
          path: 'rules[0].profile',
          label: 'What most volumes are',
          hint: 'How such data changes, compresses and repeats itself.',
          choices: offered.profiles,
          initial: 'general-vm',
        },
        { path: 'growth', label: 'Growth beside what the volumes grow by themselves' },
      ],
    },
    {
      title: 'Where the data goes',
      fields: [
        {
          path: 'destination.provider',
          label: 'Provider',
          hint: 'Whose prices count.',
          choices: offered.providers,
          initial: 'aws',
        },
        {
          path: 'destination.region',
          label: 'Region',
          hint: 'By city, country or code.',
          suggestions: offered.regions,
          initial: 'Frankfurt',
        },
        {
          path: 'destination.class',
          label: 'Storage class',
          hint: 'As the provider calls it.',
          suggestions: offered.classes,
          initial: 'Standard',
        },
        {
          path: 'destination.archiveClass',
          label: 'Class for older data, if any',
          hint: 'Empty: all data stays in one class.',
          suggestions: offered.classes,
        },
        { path: 'destination.transitionAfter', label: 'Age at which data moves there' },
        {
          path: 'destination.store',
          label: 'A store of your own instead',
          hint: 'With "A store of your own" as the provider.',
          choices: [byDefault, ...offered.stores.map(itself)],
        },
      ],
    },
    {
      title: 'What is kept',
      fields: [
        { path: 'policies.standard.schedule.at', label: 'Backups start at', initial: '22:00' },
        { path: 'policies.standard.keep.daily', label: 'Daily restore points', initial: '7' },
        { path: 'policies.standard.keep.weekly', label: 'Weekly restore points', initial: '4' },
        { path: 'policies.standard.keep.monthly', label: 'Monthly restore points', initial: '12' },
        { path: 'policies.standard.keep.yearly', label: 'Yearly restore points' },
      ],
    },
    {
      title: 'Gateway, network, Cinder',
      fields: [
        { path: 'store.kind', label: 'Store', choices: [byDefault, itself('deduplicating'), itself('plain')] },
        {
          path: 'appliance.model',
          label: 'Appliance',
          hint: 'auto: the smallest that holds and keeps up.',
          choices: ['auto', ...offered.appliances].map(itself),
          initial: 'auto',
        },
        { path: 'appliance.monthlyPrice', label: 'Price of one appliance, a month' },
        { path: 'network.wan', label: 'Link to the provider', initial: '1000 Mbit/s' },
        {
          path: 'cinder.compression',
          label: 'Compression by Cinder',
          choices: ['none', 'zlib', 'bz2', 'zstd'].map(itself),
          initial: 'none',
        },
        { path: 'cinder.window', label: 'Backup window' },
      ],
    },
    {
      title: 'What was promised',
      fields: [
        { path: 'sla.rpo', label: 'Most data that may be lost', initial: '26 hours' },
        { path: 'restores[0].rto', label: 'The largest volume is back within', initial: '8 hours' },
        { path: 'restores[1].rto', label: 'Everything is back within', initial: '7 days' },
      ],
    },
  ];
}
