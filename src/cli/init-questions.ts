import { cancel, intro, isCancel, outro, select, text } from '@clack/prompts';
import type { Answers } from './init-template.js';

/** Asks for what differs most from one estate to the next. Undefined when the person leaves (Ctrl-C). */
export async function askAnswers(given: Answers): Promise<Answers | undefined> {
  intro('A scenario for stowage');
  const questions: readonly [keyof Answers, () => Promise<string | symbol>][] = [
    ['name', () => text({ message: 'What is planned?', initialValue: given.name })],
    [
      'inventory',
      () =>
        text({
          message: 'Inventory file (openstack volume list --all-projects --long -f csv)',
          initialValue: given.inventory,
          validate: (value) => (value === undefined || value.trim() === '' ? 'A file name, please.' : undefined),
        }),
    ],
    ['region', () => text({ message: 'Region of the cloud store, by city or code', initialValue: given.region })],
    [
      'storageClass',
      () =>
        select({
          message: 'Where does new data go?',
          options: [
            { value: 'Standard', label: 'S3 Standard: read at once' },
            { value: 'Standard-IA', label: 'S3 Standard-IA: cheaper to keep, paid to read' },
            { value: 'Glacier', label: 'Glacier: cheapest, hours to read' },
          ],
          initialValue: given.storageClass,
        }),
    ],
    [
      'years',
      () =>
        select({
          message: 'For how long?',
          options: ['1', '3', '5', '10'].map((years) => ({ value: years, label: `${years} years` })),
          initialValue: given.years,
        }),
    ],
  ];
  let answers = given;
  for (const [key, ask] of questions) {
    const answer = await ask();
    if (isCancel(answer)) {
      cancel('Stopped.');
      return undefined;
    }
    answers = { ...answers, [key]: String(answer).trim() || given[key] };
  }
  if (answers.storageClass === 'Standard') {
    const archive = await select({
      message: 'And when it is 90 days old?',
      options: [
        { value: '', label: 'It stays there' },
        { value: 'Glacier', label: 'It moves to Glacier' },
      ],
      initialValue: '',
    });
    if (isCancel(archive)) return undefined;
    answers = { ...answers, archiveClass: archive };
  }
  outro('Thank you.');
  return answers;
}
