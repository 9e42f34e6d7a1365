import type { Table } from '../parser/tables';
import { Wordings } from '../text/wordings';
import type { RuleContext } from './ruleContext';

const CHECK = new Wordings(
  /\b(?:checks?|controls?|confirm(?:ation)?s?|acceptance|assertions?|bestätigung|abnahme|aceptación|aceitação|verif(?:y|ication|ica|ică)|tests?|probe|health|validation|prüf(?:ung|punkt|e|en)?|kontrolle|test|contr[ôo]le|vérification|comprobaci[óo]n|verificaci[óo]n|verificação|chequeo|controllo|verifica|controle|sprawdzenie|kontroll)\b|prüfung|vérif|проверк|確認|チェック|检查|점검/i,
);
const COMMAND =
  /\b(?:command|cmd|how|query|run|befehl|kommando|commande|comando|orden|opdracht|commando|polecenie|kommando|wie)\b|команда|コマンド|命令|명령/i;
const EXPECTED = new Wordings(
  /\b(?:expect(?:ed|ation)?s?|should|results?|outputs?|healthy|good|ok|normal|thresholds?|response|criteria|success|value|target|meaning|pass|looks? like|returns?|(?:must|has to|needs? to|ought to)(?: (?:be|say|show|read|give))?|wanted|desired|acceptable|(?:fine|ok|okay|good|passed|done|healthy|alright|in order) (?:if|when)|erwart\w*|soll\w*|ergebnis|ausgabe|gut|attendue?|résultat|sortie|esperad[oa]|resultado|salida|saída|correcto|atteso|attesa|risultato|verwacht\w*|resultaat|oczekiwan\w*|wynik|förväntat)\b|résultat|ожида|期待|結果|预期|结果|예상|결과/i,
);

export interface CheckColumns {
  readonly check: number;
  readonly command: number;
  /** Undefined when no column tells what should come out. */
  readonly expected: number | undefined;
}

/** The heading above says that this is a table of checks. */
function isOfChecks({ runbook }: RuleContext, { header }: Table): boolean {
  const title = runbook.sections.findLast(({ range }) => range.start <= header.line)?.title ?? '';
  return CHECK.test(title);
}

/** "Where", "With": a column of commands when most of its cells hold one, and no other tells more. */
function placeColumn({ rows }: Table, titles: readonly string[]): number {
  const column = titles.findIndex((title) => PLACE.test(title));
  if (column < 0 || titles.some((title, index) => index > column && !OF_FORM.test(title)))
    return -1;
  const commands = rows.filter(({ cells }) =>
    (cells[column]?.codes ?? []).some(({ text }) => /^[\w./-]+ \S/.test(text)),
  );
  return commands.length * 2 >= rows.length ? column : -1;
}

const PLACE =
  /^(?:where|with|using|by|via|tool|source|means?|method|look (?:at|in)|statement|script|call|probe|wo|womit|mittel|werkzeug|quelle|où|avec|outil|moyen|dónde|donde|con|herramienta|onde|com|ferramenta|dove|strumento|waar|waarmee|どこ|手段|方法)\b/i;
/** What is filled in, or says who and when. */
const OF_FORM =
  /^(?:no|nr|#|who|owner|by|when|done|time|date|initials|signed|ok\?|✓|✔|☑|wer|wann|erledigt|qui|quand|fait|quién|cuándo|hecho|quem|quando|feito|chi|fatto|wie|wanneer|gedaan)?\W*$/i;

/** What has to be there before one begins, and where it is found. */
function isOfNeeds(context: RuleContext, { range }: Table): boolean {
  return NEEDS.test(context.sectionAt(range.start)?.title ?? '');
}

const NEEDS =
  /\b(?:prerequisites?|pre-?conditions?|requirements?|needed|before you (?:begin|start)|you need)\b/i;

/** Which columns of a table hold checks, their commands and what should come out. */
export function columnsOfChecks(context: RuleContext, table: Table): CheckColumns | undefined {
  const titles = table.header.cells.map(({ text }) => text);
  const named = titles.findIndex((title) => COMMAND.test(title));
  const command = named < 0 ? placeColumn(table, titles) : named;
  const check = titles.findIndex(
    (title, index) =>
      index !== command &&
      (CHECK.test(title) ||
        (/^(?:what(?! (?:it|this|they) )|item|component|service|was|komponente|dienst|composant|componente|servicio|serviço|servizio)\b/i.test(
          title,
        ) &&
          isOfChecks(context, table))),
  );
  if (command < 0 || check < 0 || isOfNeeds(context, table)) return undefined;
  if (!table.rows.some((row) => (row.cells[command]?.codes.length ?? 0) > 0)) return undefined;
  const expected = titles.findIndex(
    (title, index) => index !== check && index !== command && EXPECTED.test(title),
  );
  return { check, command, expected: expected < 0 ? undefined : expected };
}
