import { guessCommand } from '../../parser/commands';
import { meaningOfTag } from '../../parser/language';
import type { FindingSeverity } from '../finding';
import type { Rule } from '../rule';
import type { RuleCode } from '../ruleCodes';
import type { RuleContext } from '../ruleContext';

/** A rule for what the parser noticed while it read the document. */
function fromParser(
  code: RuleCode,
  severity: FindingSeverity,
  explanation: string,
  also: Rule['find'] = () => [],
): Rule {
  return {
    code,
    severity,
    explanation,
    find: (context) => [...problems(context, code), ...steps(context, code), ...also(context)],
  };
}

function problems(context: RuleContext, code: string) {
  return context.runbook.problems
    .filter((problem) => problem.code === code)
    .map(({ message, range }) => ({ span: context.lineSpan(range.start), message }));
}

function steps(context: RuleContext, code: string) {
  return context.runbook.steps.flatMap(({ notRunnable, range }) =>
    notRunnable?.code === code
      ? [{ span: context.lineSpan(range.start), message: notRunnable.message }]
      : [],
  );
}

/** "```bash df -h": the language is there, and the command behind it is lost all the same. */
function behindLanguage(context: RuleContext) {
  return context.runbook.blocks.flatMap(({ range, fenced, tag, content }) => {
    if (!fenced || !/^(?:bash|sh|shell|zsh|console|powershell|pwsh)$/.test(tag)) return [];
    const rest = /^[\s>]*(?:`{3,}|~{3,})\s*[\w-]+\s+([^{\s].*)$/.exec(
      context.lines.line(range.start),
    );
    const words = (rest?.[1] ?? '').trim();
    // One word may be a title that some site shows.
    if (/^[\w-]+=/.test(words)) return [];
    if (!/\s/.test(words) && content.trim() !== '') return [];
    if (content.trim() !== '' && guessCommand(words)?.certainty !== 'certain') return [];
    if (words === '') return [];
    return [
      {
        span: context.lineSpan(range.start),
        message:
          'The command stands behind the opening fence, where nobody sees it. Put it on a line of its own.',
      },
    ];
  });
}

/** `'''bash`, two backticks, one: marks that open no fence, with lines below that they should hold. */
function falseFence({ passages, lines }: RuleContext) {
  return passages.flatMap(({ kind, content, start }) => {
    if (kind === 'code' || kind === 'table' || !/^\s*[`'"‘’´]/.test(content)) return [];
    const [first = '', ...rest] = content.split('\n');
    const closes = rest.some((line) => /^(?:`{1,3}|'{3}|"{3}|[‘’´]{3})\s*$/.test(line.trim()));
    if (!closes || !FALSE_OPENER.test(first.trim())) return [];
    return [
      {
        span: { start: lines.start(start), end: lines.end(start) },
        message:
          'This opens no block: a fence is three backticks or tildes. Readers see it as text, and nothing can be run.',
      },
    ];
  });
}

/** Commands right below the end of a block: it was closed too early. */
function leftOutside({ passages, lines, runbook }: RuleContext) {
  const ends = new Map(
    runbook.blocks.flatMap((block) =>
      block.fenced && block.stepId !== undefined ? [[block.range.end, block] as const] : [],
    ),
  );
  return passages.flatMap(({ kind, content, start }) => {
    const block = ends.get(start);
    if (kind !== 'paragraph' || block === undefined) return [];
    const all = content.split('\n').map((line) => line.trim());
    const isCode = (line: string) =>
      /^(?:done|fi|esac|\}|EOF)\b/.test(line) ||
      (guessCommand(line)?.certainty === 'certain' && !/[.:,]$|^[A-Z][a-z]+ |`/.test(line));
    const ofQuery =
      /^(?:sql|psql|pgsql|postgres\w*|mysql|tsql)$/.test(block.tag) && CLAUSE.test(all[0] ?? '');
    if (!ofQuery && !all.every(isCode)) return [];
    return [
      {
        span: { start: lines.start(start), end: lines.end(start) },
        message:
          'This stands outside of the block above, which ends too early. Put its closing fence below the last command.',
      },
    ];
  });
}

/** How the lines of a query begin that its block should hold. */
const CLAUSE =
  /^(?:WHERE|GROUP BY|ORDER BY|HAVING|AND|OR|(?:LEFT |RIGHT |INNER |FULL )?JOIN|FROM|LIMIT|VALUES|SET|UNION|RETURNING|ON|USING)\b/;
const FALSE_OPENER =
  /^(?:`{1,2}(?=\w)|``|'{3}|"{3}|[‘’´]{3})(?:bash|sh|shell|zsh|console|powershell|pwsh|sql|ya?ml|json|text|ini|python)?\s*$/;

/** "```bash uptime```": on one line it is code between words, and its language a part of it. */
function onOneLine({ passages, lines }: RuleContext) {
  return passages.flatMap(({ kind, content, start }) => {
    if (kind === 'code' || kind === 'table' || !content.includes('```')) return [];
    return content.split('\n').flatMap((line, index) =>
      /^\s*`{3}(?:bash|sh|shell|console|powershell|sql) [^`]+`{3}\s*$/.test(line)
        ? [
            {
              span: { start: lines.start(start + index), end: lines.end(start + index) },
              message:
                'A block begins and ends on lines of its own; on one line its language is shown as a part of the command. Break it into three.',
            },
          ]
        : [],
    );
  });
}

/** "```oncall note x" over nothing, "```get system ha status" over more of it: no language is called so. */
function overNothing(context: RuleContext) {
  return context.runbook.blocks.flatMap(({ range, fenced, tag, content }) => {
    if (!fenced) return [];
    const words =
      /^[\s>]*(?:[-*+]\s+|\d+[.)]\s+)?(?:`{3,}|~{3,})\s*([A-Za-z./][\w./-]*\s+[^{\s].*)$/.exec(
        context.lines.line(range.start),
      )?.[1];
    if (words === undefined || /^\w+\s+[\w-]+=/.test(words)) return [];
    const isTyped = TYPED.test(words) && meaningOfTag(tag).kind === 'unknown';
    if (content.trim() !== '' && !isTyped) return [];
    if (/^(?:bash|sh|shell|zsh|console|powershell|pwsh)$/.test(tag)) return [];
    if (
      context.runbook.problems.some(
        ({ code, range: own }) => code === 'command-in-info-string' && own.start === range.start,
      )
    )
      return [];
    return [
      {
        span: context.lineSpan(range.start),
        message:
          'The command stands behind the opening fence, where nobody sees it. Put it on a line of its own.',
      },
    ];
  });
}

/** Three words and more without a mark, as one types them into a device. */
const TYPED = /^[a-z][\w-]*(?: [a-z\d][\w./-]*){2,}$/;

export const PARSER_RULES: readonly Rule[] = [
  fromParser(
    'fence-unclosed',
    'warning',
    'A fence without an end turns everything below it into code. Close it behind its last line.',
    (context) => [...falseFence(context), ...onOneLine(context)],
  ),
  fromParser(
    'fence-cut-short',
    'error',
    'A line indented less than its list item ends the item, and the block with it: only the lines above it would run. Indent every line of the block like its fence.',
    leftOutside,
  ),
  fromParser(
    'fence-runaway',
    'error',
    'A fence that lost its partner swallows prose, headings and other blocks. Look for the fence above or below that has no end, or an end of another length.',
  ),
  fromParser(
    'fence-in-indented-code',
    'warning',
    'Indented by four spaces a fence is not a fence: readers see its backticks and nothing can be run. Take the indentation away, or make it that of the list item.',
  ),
  fromParser(
    'fence-in-site-block',
    'information',
    'Below `!!! note`, `=== "Tab"` or `: ` a site generator takes four spaces as a part of the block. GitHub and editors show the fence as text. Where people read the runbook there too, put it outside of the block.',
  ),
  fromParser(
    'command-in-info-string',
    'warning',
    'What stands behind the opening fence is the name of a language, and is not shown. A command there is lost to every reader. Put it on a line of its own.',
    (context) => [...behindLanguage(context), ...overNothing(context)],
  ),
  fromParser(
    'nested-too-deep',
    'warning',
    'Lists or quotes nested a hundred deep are not read. Flatten them.',
  ),
  fromParser(
    'front-matter-broken',
    'warning',
    'The YAML between the `---` lines at the top has an error, so that nothing in it counts.',
  ),
  fromParser(
    'fence-in-html',
    'information',
    'Inside an HTML block without a blank line Markdown is not read, so the fence is shown as text. Put a blank line behind the tag.',
  ),
  fromParser('too-large', 'warning', 'Only files of up to 16 million characters are read.'),
  fromParser('binary', 'warning', 'The file is not text.'),
];
