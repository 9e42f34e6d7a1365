import { firstWord, wordSet } from '../text/words';
import { foreignLead } from './expectedWords';

const COMMAND_TITLE =
  /^(?:(?:check|verification|verify|test|diagnostic|fix|rollback|restore|restart|recovery|debug|example|sample|useful|full|shell|cli|bash|powershell|linux|windows|kubectl|docker|sql)\s+)?(?=)(?:commands?|cmds?|cli|quer(?:y|ies)|sql|invocation|one-?(?=)liner|syntax|cmdlet|shell|script)(?!\w)|^(?:run|execute|how to (?:check|verify|run|test|fix|do it|measure)|check with|verify with|verify by|what to (?:run|type|enter)|command line|to run|kubectl|bash|powershell|linux|windows)(?!\w)/i;
const COMMAND_FIRST = wordSet(
  'check verification verify test diagnostic fix rollback restore restart recovery debug example sample useful full shell cli bash powershell linux windows kubectl docker sql command commands cmd cmds query queries invocation one oneliner oneliners syntax cmdlet script run execute how what to',
);
const EXPECTED_TITLE =
  /^(?:expect|should|(?:what )?(?=)you (?:should|will) (?:see|get)|what (?:to expect|should happen)|healthy|good|ok (?:if|when|value)|pass(?:es)?(?=) (?:if|when|criteria)|success|desired|normal|correct|want|target (?:result|output|state))|^(?:output|result|returns?)(?!\w)/i;

const EXPECTED_FIRST =
  /^(?:[Ee]xpect|[Ss]h|[Yy]ou|[Ww](?:hat|ant)|[Hh]eal|[Gg]ood|[Oo](?:k|K|utp)|[Pp]ass|[Ss]ucc|[Dd]esi|[Nn]orm|[Cc]orr|[Tt]arg|[Rr]e[st])/;

function isCommandTitle(title: string): boolean {
  if (COMMAND_FIRST.has(firstWord(title)) && COMMAND_TITLE.test(title)) return true;
  const lower = title.toLowerCase();
  const words = lower.split(/[\s(/]+/);
  return (
    FOREIGN_COMMANDS.has(lower) ||
    COMMAND_NOUNS.has(words[0] ?? '') ||
    COMMAND_NOUNS.has(words.at(-1) ?? '')
  );
}

function isExpectedTitle(title: string): boolean {
  if (/^[✅✔☑]/u.test(title)) return true;
  return (EXPECTED_FIRST.test(title) && EXPECTED_TITLE.test(title)) || foreignLead(title);
}

/** Titles of a column of commands in other languages. */
const FOREIGN_COMMANDS = wordSet(
  'befehl befehle kommando prüfbefehl abfrage aufruf commande commandes requête comando comandos consulta interrogazione opdracht commando kommandon polecenie komenda команда команды запрос コマンド 命令 指令 명령 명령어',
);

/** Of these, those that mean nothing else among other words: "Commande à exécuter". */
const COMMAND_NOUNS = wordSet(
  'command commands cmd cmds befehl befehle befehlszeile kommandozeile kommando prüfbefehl commande commandes comando comandos commando kommandon polecenie komenda',
);

/** What the columns of a table with commands hold. */
export interface Columns {
  /** Per column, whether it is called one of commands. */
  readonly commands: readonly boolean[];
  /** Whose commands are not to be run: "Don't", "Old". */
  readonly forbidden: readonly boolean[];
  /** The column of what comes out, -1 without one. */
  readonly expectedAt: number;
  /** Per column, whether that is said of its commands. */
  readonly expectedOf: readonly boolean[];
  /** It tells the exit code, and not the output. */
  readonly isExitCode: boolean;
}

/** Reads the titles of a table's columns. */
export function readColumns(titles: readonly string[]): Columns {
  const forbidden = titles.map((title) => FORBIDDEN.test(title));
  // "Want | Say": what begins a row is asked for. "Good | Bad" are two ways to do it.
  const expectedAt = forbidden.includes(true)
    ? -1
    : titles.findIndex(
        (title, index) =>
          (isExpectedTitle(title) || EXIT_CODE.test(title)) &&
          !OF_TIME.test(title) &&
          !(index === 0 && /^want/i.test(title)),
      );
  const verifies = titles.map((title, index) => index !== expectedAt && VERIFIES.test(title));
  return {
    commands: titles.map(isCommandTitle),
    forbidden,
    expectedAt,
    expectedOf: titles.map(
      (title, index) =>
        !OTHERWISE.test(title) && (verifies[index] === true || !verifies.includes(true)),
    ),
    isExitCode: EXIT_CODE.test(titles[expectedAt] ?? ''),
  };
}

const FORBIDDEN =
  /^\W*(?:don['’]?ts?|do not|never|avoid|bad|wrong|instead of|old|deprecated|legacy|forbidden|discouraged|anti-?patterns?)(?: (?:command|way|form|style|syntax|this|use|run|do))?\W*$|^[❌🚫✗✘⛔]/iu;
const EXIT_CODE = /^(?:expected )?(?:exit|return)[ -](?:code|status)$|^rc$/i;
const OF_TIME =
  /^expected (?:duration|time|downtime|run ?time|by|impact|effort|date|load|size|cost|wait|delay|frequency|completion)/i;
const VERIFIES =
  /\b(?:verif\w+(?! (?:by|on|at)\b)|how to (?:check|tell|see|verify)|check(?:ed)? (?:with|by|how)|proof)\b/i;
/** What is done when it is not as it should be. */
const OTHERWISE =
  /^(?:if (?:not|it|this|that|wrong|bad|red|missing|down|fail\w*|otherwise)|else|otherwise|fall-?back|fix|remedy|remediation|repair|on failure|when (?:it )?(?:fails?|not|wrong|bad|red)|recovery|action|mitigation|rollback|undo|next step)\b/i;
