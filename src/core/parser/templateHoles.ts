import { inUsage, PATTERN_PROGRAMS, SCRIPT_PROGRAMS, SPEAKING } from './holePrograms';
import type { HoleSite } from './holeSite';
import { isSectionTitle } from './squareHoles';
import { isInTemplate } from './templateOptions';

/** `{{name}}`, not a Go, Helm or Jinja expression. */
export function isMustache(site: HoleSite, inner: string): boolean {
  if (
    /^(?:end|else|if|range|with|template|block|define|continue|break|include|json|\.)\b/.test(inner)
  ) {
    return false;
  }
  if (
    /\s/.test(inner) &&
    /^\w+ \w+/.test(inner) &&
    /\b(?:json|printf|index|len|not)\b/.test(inner)
  ) {
    return false;
  }
  return (
    !/^(?:ansible|helm$|consul-template|gomplate|promtool)/.test(site.program) &&
    !isInTemplate(site) &&
    !isDeclaredRequest(site, inner) &&
    site.left !== '$'
  );
}

/** `@host = …` above a request gives `{{host}}` its value. */
function isDeclaredRequest({ language, text }: HoleSite, inner: string): boolean {
  if (language !== 'http' || !text.includes('@')) return false;
  for (const [, name] of text.matchAll(/^@([\w-]+)[ \t]*=/gm)) if (name === inner) return true;
  return false;
}

/** `{id}`, not `${X}`, `%{http_code}`, `{a,b}`, awk, jq, `HEAD@{upstream}` or a script block. */
export function isBraced(site: HoleSite, inner: string): boolean {
  const { left, program, before } = site;
  if (/[@%#^{]/.test(left) || inUsage(site)) return false;
  if (left === '\\' && site.language !== 'powershell') return false;
  if (SCRIPT_PROGRAMS.test(program) || /^g?sed$/.test(program)) return false;
  // In quotes it may belong to the program that they call.
  if ((/^(?:find|xargs)$/.test(program) && site.quoted) || standsForItem(site)) return false;
  if (site.language === 'python' || site.language === 'node') return false;
  if (isInTemplate(site) || /-w[= ]\S*$/.test(before)) return false;
  if (inner === 'end' && before.includes('jsonpath')) return false;
  if (site.language === 'powershell' && !site.quoted)
    return /[\w./:=-]/.test(left) && !/\s/.test(inner);
  if (/\s/.test(inner)) return site.quoted && !/^(?:print|return|echo)\b/.test(inner);
  return !/["'.]\s*:\s*$/.test(before) || /^[a-z_]+$/i.test(inner);
}

/** `xargs -I {file} cp {file} /tmp`: what is written so stands for each item. */
function standsForItem({ text, start, end, before }: HoleSite): boolean {
  const written = text.slice(start, end);
  const upTo = `${before}${written}`.split(written).slice(0, -1);
  return upTo.some((part) => /\s(?:-[a-zA-Z\d]*[Ii]|--replace)[ =]?["']?$/.test(part));
}

/** A file that is written as a template, or as a workflow with expressions of its own. */
const TEMPLATE_FILE = /\.(?:erb|ejs|epp|jsp|aspx?|j2|tpl|tmpl|ya?ml)\b/;

/** `<%= pod %>`, `${{ inputs.pod }}`: what should have been put there before anyone reads it. */
export function isExpression(site: HoleSite): boolean {
  if (site.language === 'python' || site.language === 'node') return false;
  if (site.quoted && (PATTERN_PROGRAMS.has(site.program) || SCRIPT_PROGRAMS.test(site.program)))
    return false;
  return !(site.context.startsWith('heredoc') && TEMPLATE_FILE.test(site.before));
}

/** Programs whose own strings and formats are written so. */
const OWN_HASHES =
  /\b(?:tmux|byobu|ruby|irb|rails|runner|bundle|rake|elixir|mix|iex|rpc|eval|crystal|coffee|puppet|chef|knife|screen)\b|\.(?:rb|exs?|erb|pug|coffee)\b|tmux\.conf/;

/** `#{pod}`, not in Ruby, Elixir or a format of tmux. */
export function isHashBraced(site: HoleSite): boolean {
  if (site.language === 'python' || site.language === 'node') return false;
  return !/[\\$#]/.test(site.left) && !OWN_HASHES.test(site.before) && !inUsage(site);
}

/** Where a format with such fields is expected. */
const OWN_PERCENTS =
  /(?:^|\s)(?:-[a-zA-Z]*w|--write-out|--qf)[= ]?\S*$|\b(?:rpm|dnf|yum|grok|logstash|terraform)\b/;

/** `%{pod}` alone, not `%{http_code}` of curl, `%{name}` of rpm or a block of PowerShell. */
export function isPercentBraced(site: HoleSite): boolean {
  if (!(site.shell || site.language === 'http') || site.context.startsWith('heredoc')) return false;
  if (OWN_PERCENTS.test(site.before) || isInTemplate(site)) return false;
  if (PATTERN_PROGRAMS.has(site.program) || inUsage(site)) return false;
  return site.quoted
    ? /^["']$/.test(site.left) && site.left === site.right
    : /^[\s=:/@,.-]?$/.test(site.left);
}

/** `[[pod]]`; `[[ … ]]` is a test, `a[[1]]` an index, `[[servers]]` on its line a part of a file. */
export function isDoubleSquare(site: HoleSite, inner: string): boolean {
  if (site.language === 'python' || site.language === 'node') return false;
  if (PATTERN_PROGRAMS.has(site.program) || SCRIPT_PROGRAMS.test(site.program)) return false;
  if (site.quoted && SPEAKING.has(site.program.toLowerCase())) return false;
  return (
    /^[\s"'=:/@,.-]?$/.test(site.left) &&
    /^[\s"':/,.;)-]?$/.test(site.right) &&
    !/^(?:true|false|null)$/.test(inner) &&
    !isSectionTitle(site) &&
    !inUsage(site)
  );
}

/** `${pod-name}`: the shell would take `name` for what stands there when there is no `pod`. */
export function isHyphenated(site: HoleSite, variable: string): boolean {
  return site.shell && !site.isSetHere(variable);
}
