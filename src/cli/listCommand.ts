import { toListing, type Listing } from '../core/export/listing';
import type { Classifier } from '../session/classifier';
import type { CommandLine } from './arguments';
import { parseFile } from './parseFile';
import { markdownFiles, readSource } from './readFiles';
import type { Terminal } from './terminal';

/** `runbook list`: answers the exit code. A file that cannot be read is said and makes it 2. */
export async function listCommand(
  options: Extract<CommandLine, { command: 'list' }>,
  classifier: Classifier,
  programFolder: string,
  terminal: Terminal,
): Promise<number> {
  const classify = await classifier();
  let code = 0;
  const listings: Listing[] = [];
  for (const path of options.paths) {
    const files = await markdownFiles(path);
    if (!files.ok) {
      terminal.err(`${files.message}\n`);
      code = 2;
      continue;
    }
    for (const file of files.value) {
      const source = await readSource(file);
      if (source.ok) {
        listings.push(
          toListing(await parseFile(source.value.text, programFolder), file, (step) =>
            classify(step.text, step.language),
          ),
        );
      } else {
        terminal.err(`${source.message}\n`);
        code = 2;
      }
    }
  }
  terminal.out(options.json ? asJson(listings) : listings.map(asText).join('\n'));
  return code;
}

/** One array, an object per file on a line of its own. */
function asJson(listings: readonly Listing[]): string {
  return `[\n${listings.map((listing) => JSON.stringify(listing)).join(',\n')}\n]\n`;
}

function asText(listing: Listing): string {
  const lines = [listing.path];
  for (const step of listing.steps) {
    const state = step.runnable ? step.intent : `not runnable: ${step.reason ?? ''}`;
    const [first = ''] = step.text.split('\n');
    lines.push(`  ${String(step.line).padStart(4)}  ${step.id}  ${state}  ${first}`);
    for (const part of step.parts.length > 1 ? step.parts : []) {
      const what = part.manual ? 'by hand' : (part.text.split('\n')[0] ?? '');
      lines.push(`        --part ${part.id}  ${part.title}: ${what}`);
    }
  }
  for (const list of listing.checklists) {
    lines.push(`  ${list.title} (${list.items.length} items)`);
  }
  return `${lines.join('\n')}\n`;
}
