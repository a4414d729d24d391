/** One setting of an INI file as oslo.config reads it. */
export interface IniSetting {
  readonly section: string;
  readonly name: string;
  readonly value: string;
  /** Line of the name, from 1. */
  readonly line: number;
}

/** A line that is none of section, setting, comment, continuation. */
export interface IniFault {
  readonly line: number;
  readonly text: string;
}

/**
 * Reads an oslo.config file: `[section]`, `name = value` or `name: value`, comments with # or ;, and lines that start with a blank, which
 * continue the value above them. Settings before any section belong to DEFAULT. Repeated names are kept, in order: the last one counts.
 */
export function readIni(text: string): { readonly settings: readonly IniSetting[]; readonly faults: readonly IniFault[] } {
  const settings: IniSetting[] = [];
  const faults: IniFault[] = [];
  let section = 'DEFAULT';
  for (const [index, raw] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    const line = index + 1;
    const trimmed = raw.trim();
    if (trimmed === '' || /^[#;]/.test(trimmed)) continue;
    const last = settings[settings.length - 1];
    const header = /^\[([^\]]+)\]\s*(?:[#;].*)?$/.exec(raw);
    const setting = /^([^\s=:[][^=:]*?)\s*[=:]\s*(.*)$/.exec(raw);
    if (header) section = (header[1] ?? '').trim();
    else if (/^\s/.test(raw) && last)
      settings[settings.length - 1] = { ...last, value: last.value === '' ? trimmed : `${last.value}\n${trimmed}` };
    else if (setting) settings.push({ section, name: setting[1] ?? '', value: (setting[2] ?? '').trim(), line });
    else faults.push({ line, text: trimmed });
  }
  return { settings, faults };
}
