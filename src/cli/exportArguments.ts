import { EXPORT_FORMATS, type ExportFormat } from '../session/exportFormats';
import { fail, succeed, type Result } from '../util/result';

/** Commands about a whole log. `log` is a day, an incident's id or its beginning, or a path. */
export type LogCommand =
  | {
      readonly command: 'export';
      readonly log: string | undefined;
      readonly format: ExportFormat;
      readonly out: string | undefined;
    }
  | { readonly command: 'import'; readonly file: string }
  | {
      readonly command: 'verify';
      readonly log: string;
      readonly json: boolean;
      readonly checkpoint: string | undefined;
    };

interface LogValues {
  readonly format?: string | undefined;
  readonly output?: string | undefined;
  readonly json?: boolean | undefined;
  readonly checkpoint?: string | undefined;
}

export function readExport(
  rest: readonly string[],
  values: LogValues,
): Result<LogCommand, 'usage'> {
  const [log, more] = rest;
  if (more !== undefined) return usage('export takes one day or one incident');
  const format = formatOf(values);
  if (format === undefined) {
    return usage(`--format is one of ${EXPORT_FORMATS.join(', ')}, not "${values.format ?? ''}"`);
  }
  if (format === 'pdf' && values.output === undefined) return usage('a PDF needs -o FILE');
  return succeed({ command: 'export', log, format, out: values.output });
}

/** What was asked for, else what the name of the file says, else Markdown. */
function formatOf({ format, output }: LogValues): ExportFormat | undefined {
  const written = format ?? /\.([a-z]+)$/i.exec(output ?? '')?.[1]?.toLowerCase() ?? 'markdown';
  const known = EXPORT_FORMATS.find((one) => one === (ALIASES[written] ?? written));
  return known ?? (format === undefined ? 'markdown' : undefined);
}

const ALIASES: Readonly<Record<string, ExportFormat>> = { md: 'markdown', htm: 'html' };

export function readImport(rest: readonly string[]): Result<LogCommand, 'usage'> {
  const [file, more] = rest;
  if (file === undefined || more !== undefined) return usage('import needs exactly one file');
  return succeed({ command: 'import', file });
}

export function readVerify(
  rest: readonly string[],
  values: LogValues,
): Result<LogCommand, 'usage'> {
  const [log, more] = rest;
  if (log === undefined || more !== undefined) return usage('verify needs exactly one log');
  const { json, checkpoint } = values;
  return succeed({ command: 'verify', log, json: json ?? false, checkpoint });
}

function usage(message: string): Result<never, 'usage'> {
  return fail('usage', `${message}. Try runbook --help.`);
}
