import { succeed, type Result } from '../../util/result';
import { inspect, type InspectCode, type Inspection } from './inspect';

/** Where PowerShell's parser gave up; offsets into the text. */
export interface ParseError {
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

/** Reads texts from its input and parses them: `ParseInput` runs nothing. */
const SCRIPT = `
$ErrorActionPreference = 'Stop'
[Console]::InputEncoding = [Text.UTF8Encoding]::new($false)
[Console]::OutputEncoding = [Text.UTF8Encoding]::new($false)
$answers = foreach ($text in @([Console]::In.ReadToEnd() | ConvertFrom-Json)) {
  $tokens = $null
  $errors = $null
  [void][System.Management.Automation.Language.Parser]::ParseInput([string]$text, [ref]$tokens, [ref]$errors)
  , @($errors | ForEach-Object { @{ start = $_.Extent.StartOffset; end = $_.Extent.EndOffset; message = $_.Message } })
}
ConvertTo-Json -InputObject @($answers) -Depth 4 -Compress
`;

/** What PowerShell's own parser says of texts: one process for all of them. */
export async function parsePowershell(
  texts: readonly string[],
  how: Omit<Inspection, 'args' | 'input'>,
): Promise<Result<readonly (readonly ParseError[])[], InspectCode>> {
  const args = ['-NoLogo', '-NoProfile', '-NonInteractive', '-Command', SCRIPT];
  const printed = await inspect({ ...how, args, input: JSON.stringify(texts) });
  if (!printed.ok) return printed;
  const answers: unknown = JSON.parse(printed.value);
  return succeed(texts.map((_, index) => errorsOf(Array.isArray(answers) ? answers[index] : [])));
}

function errorsOf(value: unknown): readonly ParseError[] {
  const all: readonly unknown[] = Array.isArray(value) ? value : [value];
  return all.flatMap((one) => {
    if (typeof one !== 'object' || one === null) return [];
    const { start, end, message } = one as Readonly<Record<string, unknown>>;
    return typeof start === 'number' && typeof end === 'number' && typeof message === 'string'
      ? [{ start, end, message: message.split('\n', 1)[0] ?? '' }]
      : [];
  });
}
