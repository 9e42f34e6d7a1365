import type { StepLanguage } from '../../model/step';
import type { Grammars } from '../grammars';
import { namedChildren, type SyntaxNode } from '../syntaxNode';

/** A text without the flags that ask for a terminal, and why it differs from the runbook's. */
export interface WithoutTty {
  readonly text: string;
  /** One sentence for the consent and the record; undefined when nothing was changed. */
  readonly reason: string | undefined;
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly put: string;
}

const CARRIERS = /^(?:docker|podman|nerdctl|kubectl|oc|docker-compose|podman-compose)$/;

/**
 * Leaves out `-t` where `docker exec`, `docker run` and `kubectl exec` ask for a terminal: a
 * recorded run has none, and Docker refuses ("the input device is not a TTY"). `docker compose
 * exec` takes one unasked, so it gets `-T`. For steps that want no person at the keyboard only.
 */
export function dropTty(text: string, language: StepLanguage, grammars: Grammars): WithoutTty {
  const unchanged = { text, reason: undefined };
  if (language !== 'bash' && language !== 'sh' && language !== 'zsh') return unchanged;
  if (!/\b(?:exec|run)\b/.test(text)) return unchanged;
  const tree = grammars.bash(text);
  if (tree === undefined || tree.broken) return unchanged;
  const edits: Edit[] = [];
  visit(tree.root, text, edits);
  if (edits.length === 0) return unchanged;
  let changed = '';
  let done = 0;
  for (const { start, end, put } of edits.sort((a, b) => a.start - b.start)) {
    changed += text.slice(done, start) + put;
    done = end;
  }
  const added = edits.some(({ put }) => put.includes('-T'));
  const what = added ? '`-T` is added' : '`-t` is left out';
  return {
    text: changed + text.slice(done),
    reason: `${what}: a recorded run has no terminal`,
  };
}

function visit(node: SyntaxNode, text: string, edits: Edit[]): void {
  if (node.type === 'command') edits.push(...editsOf(node, text));
  for (const child of node.children) visit(child, text, edits);
}

function editsOf(node: SyntaxNode, text: string): readonly Edit[] {
  const words = namedChildren(node)
    .filter((child) => child.field === 'name' || child.field === 'argument')
    .map(({ start, end }) => ({ start, end, text: text.slice(start, end) }));
  const tool = words.findIndex((word) => CARRIERS.test(word.text.replace(/^.*\//, '')));
  const verb = words.findIndex((word, at) => at > tool && /^(?:exec|run)$/.test(word.text));
  const verbWord = words[verb];
  if (tool < 0 || verbWord === undefined) return [];
  const composes =
    (words[tool]?.text ?? '').endsWith('-compose') ||
    words.slice(tool, verb).some((word) => word.text === 'compose');
  const flags = flagWords(words.slice(verb + 1));
  if (composes) {
    const has = flags.some(
      ({ text: flag }) => flag === '-T' || flag.startsWith('--no-TTY') || flag === '--no-tty',
    );
    const detached = flags.some(({ text: flag }) => flag === '-d' || flag === '--detach');
    if (has || detached) return [];
    return [...flags.flatMap(withoutT), { start: verbWord.end, end: verbWord.end, put: ' -T' }];
  }
  return flags.flatMap(withoutT);
}

const VALUE_FLAGS =
  /^(?:-[uewnclvpmh]|--(?:user|env|workdir|namespace|container|context|index|env-file|name|network|volume|publish|entrypoint|memory|cpus|hostname|label|image|kubeconfig|detach-keys))$/;

interface Placed {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The flags before the first word that is the container's or image's name. */
function flagWords(words: readonly Placed[]): readonly Placed[] {
  const flags: Placed[] = [];
  let named = false;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    if (word === undefined || word.text === '--') break;
    if (!word.text.startsWith('-')) {
      // kubectl takes flags behind the pod's name too, up to `--`.
      if (named) break;
      named = !words.slice(at).some(({ text }) => text === '--');
      if (named) break;
      continue;
    }
    flags.push(word);
    if (VALUE_FLAGS.test(word.text)) at += 1;
  }
  return flags;
}

function withoutT(flag: Placed): readonly Edit[] {
  const { start, end, text } = flag;
  if (/^--tty(?:=true)?$/.test(text) || text === '-t') return [{ start: start - 1, end, put: '' }];
  if (!/^-[a-z]*t[a-z]*$/.test(text) || !/^-[itd]+$/.test(text)) return [];
  return [{ start, end, put: text.replaceAll('t', '') }];
}
