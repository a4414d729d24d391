import type { Call } from '../commands.js';
import { text } from '../flag-values.js';
import { showCommand } from '../prices-command.js';
import type { ExitCode } from '../terminal.js';

/** The word for items without a class, such as egress. */
const NO_CLASS = '-';

/** `stowage prices history`: every price that one item had, oldest first, with its evidence; `prices show` with four words. */
export async function historyCommand(call: Call): Promise<ExitCode> {
  const storageClass = text(call, 'class');
  const { class: _, ...rest } = call.flags;
  return showCommand(storageClass === NO_CLASS ? { ...call, flags: rest } : call);
}
