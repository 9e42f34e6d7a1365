import type { Table } from '../parser/tables';
import type { RuleContext } from './ruleContext';

const CHECK =
  /\b(?:checks?|verif(?:y|ication|ica|ică)|tests?|probe|health|validation|prüf(?:ung|punkt|e|en)?|kontrolle|test|contr[ôo]le|vérification|comprobaci[óo]n|verificaci[óo]n|verificação|chequeo|controllo|verifica|controle|sprawdzenie|kontroll)\b|prüfung|vérif|проверк|確認|チェック|检查|점검/i;
const COMMAND =
  /\b(?:command|cmd|how|query|run|befehl|kommando|commande|comando|orden|opdracht|commando|polecenie|kommando|wie)\b|команда|コマンド|命令|명령/i;
const EXPECTED =
  /\b(?:expect(?:ed|ation)?s?|should|results?|outputs?|healthy|good|ok|normal|thresholds?|response|criteria|success|value|target|meaning|pass|looks? like|returns?|erwart\w*|soll\w*|ergebnis|ausgabe|gut|attendue?|résultat|sortie|esperad[oa]|resultado|salida|saída|correcto|atteso|attesa|risultato|verwacht\w*|resultaat|oczekiwan\w*|wynik|förväntat)\b|résultat|ожида|期待|結果|预期|结果|예상|결과/i;

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

/** Which columns of a table hold checks, their commands and what should come out. */
export function columnsOfChecks(context: RuleContext, table: Table): CheckColumns | undefined {
  const titles = table.header.cells.map(({ text }) => text);
  const command = titles.findIndex((title) => COMMAND.test(title));
  const check = titles.findIndex(
    (title, index) =>
      index !== command &&
      (CHECK.test(title) ||
        (/^(?:what|item|component|service|was|komponente|dienst|composant|componente|servicio|serviço|servizio)\b/i.test(
          title,
        ) &&
          isOfChecks(context, table))),
  );
  if (command < 0 || check < 0) return undefined;
  if (!table.rows.some((row) => (row.cells[command]?.codes.length ?? 0) > 0)) return undefined;
  const expected = titles.findIndex(
    (title, index) => index !== check && index !== command && EXPECTED.test(title),
  );
  return { check, command, expected: expected < 0 ? undefined : expected };
}
