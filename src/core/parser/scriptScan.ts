import type { StepLanguage } from '../model/step';
import { scanBash } from './bashScan';
import { ContextMap, type CodeContext, type CodeScan } from './codeContext';
import { scanPowershell } from './powershellScan';
import { scanSql } from './sqlScan';

const PYTHON =
  /#[^\n]*|"""[\s\S]*?(?:"""|$)|'''[\s\S]*?(?:'''|$)|"(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\[\s\S])*'/g;
const NODE =
  /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|`(?:[^`\\]|\\[\s\S])*`|"(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\[\s\S])*'/g;

/** Reads a step's text by the quoting rules of its language. Never fails. */
export function scanCode(text: string, language: StepLanguage): CodeScan {
  switch (language) {
    case 'bash':
    case 'sh':
    case 'zsh':
      return scanBash(text);
    case 'powershell':
      return scanPowershell(text);
    case 'sql':
    case 'psql':
      return scanSql(text);
    case 'python':
      return scanStrings(text, PYTHON);
    case 'node':
      return scanStrings(text, NODE);
    case 'http':
      return scanStrings(text, /^#[^\n]*/gm);
  }
}

function scanStrings(text: string, quoted: RegExp): CodeScan {
  const contexts = new ContextMap();
  for (const match of text.matchAll(quoted)) {
    contexts.set(match.index, contextOf(match[0]));
    contexts.set(match.index + match[0].length, 'bare');
  }
  return {
    text,
    contextAt: (offset) => contexts.at(offset),
    words: [],
    variables: [],
    heredocs: [],
  };
}

function contextOf(quoted: string): CodeContext {
  if (/^(?:"""|''')/.test(quoted) || quoted.startsWith('`')) return 'block-string';
  if (quoted.startsWith('"')) return 'double';
  return quoted.startsWith("'") ? 'single' : 'comment';
}
