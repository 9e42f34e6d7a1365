import { mentionsAny } from '../text/words';

/** What the words below stand for holds one of these in every language they are known in. */
const SIGNS = [
  'rwart', 'ttend', 'spera', 'ttes', 'erwach', 'rvänta', 'orvent', 'czekiw', 'жида', '期', '想定',
  '예상', 'soll', '预',
]; // prettier-ignore

/**
 * "Expected output" in other languages than English: German, French, Spanish, Portuguese, Italian,
 * Dutch, Swedish, Norwegian, Polish, Russian, Japanese, Chinese, Korean.
 */
// prettier-ignore
const FOREIGN =
  '(?:erwartet(?:e[snr]?)?(?: (?:ausgabe|ergebnis|resultat|antwort|wert|status|rückgabe))?|soll(?:wert|-?ausgabe|ergebnis|zustand|(?=\\s*(?:[:：*_]|$)))|(?:résultat|sortie|réponse|valeur|retour|état) attendue?s?|attendue?s?|(?:salida|resultado|respuesta|valor|saída|resposta) esperad[oa]|esperad[oa]|se espera|espera-se|(?:output|risultato|risposta|valore|esito) attes[oa]|attes[oa](?=\\s*(?:[:：*_]|$))|verwachte?(?: (?:uitvoer|resultaat|antwoord|waarde|output))?|förvänta(?:t|d|de)(?: (?:resultat|utdata|svar|värde))?|forventet(?: (?:resultat|output|svar))?|oczekiwan[eya](?: (?:wynik|rezultat|odpowiedź|wyjście))?|ожидаем(?:ый|ое|ая)(?: (?:результат|вывод|ответ|значение))?|ожидается|期待(?:される)?(?:結果|出力|値)?|想定(?:結果|出力|値)?|预期(?:输出|结果|值)?|期望(?:输出|结果|值)?|預期(?:輸出|結果)?|예상 ?(?:출력|결과|값))';

const HEAD = `^[*_]{0,2}${FOREIGN}[^:：\\n]{0,40}`;
let said: RegExp | undefined;
let lead: RegExp | undefined;

/** The words behind "Erwartet:" and its like; undefined when a text does not begin so. */
export function foreignSaid(content: string): string | undefined {
  if (!mentionsAny(content.slice(0, 60), SIGNS)) return undefined;
  said ??= new RegExp(
    `^[*_]{0,2}${FOREIGN}\\s*(?:[:：][*_]{0,2}|[*_]{1,2}[:：])\\s*(?![*_]+\\s*$)([^\\s:：](?:[\\s\\S]*[^:：\\s])?)\\s*$`,
    'iu',
  );
  return said.exec(content)?.[1];
}

/** Whether a paragraph says in another language that what is expected stands below it. */
export function foreignLead(content: string): boolean {
  if (content.length > 300 || !mentionsAny(content.slice(0, 80), SIGNS)) return false;
  lead ??= new RegExp(`${HEAD}[:：]?[*_]{0,2}[:：]?\\s*$`, 'iu');
  return lead.test(content);
}

const ENGLISH_LEAD =
  /^[*_]{0,2}expected(?: (?:output|result|response|value|status|answer|reply)(?=)s?\b[^:.!?\n]{0,40})?(?=)(?::[*_]{0,2}|[*_]{1,2}:|[*_]{2})(?=)\s*$/i;

/** "Expected output:" in any language: what stands below is no command, whatever it looks like. */
export function leadsToExpected(content: string): boolean {
  return (/[Ee]xpected/.test(content) && ENGLISH_LEAD.test(content)) || foreignLead(content);
}

const EXAMPLES =
  /\b(?:beispiel|ausgabe|ergebnis|antwort|sortie|exemple|résultat|réponse|salida|ejemplo|resultado|respuesta|saída|exemplo|resposta|esempio|risultato|risposta|uitvoer|voorbeeld|resultaat|utdata|exempel|resultat|wynik|przykład)|вывод|пример|результат|出力|结果|输出|示例|출력/i;
/** One of these stands in all of them. */
// prettier-ignore
const EXAMPLE_SIGNS = [
  'beispiel', 'ausgabe', 'ergebnis', 'antwort', 'sortie', 'exemple', 'résultat', 'réponse', 'salida', 'ejemplo', 'resultado', 'respuesta', 'saída', 'exemplo', 'resposta', 'esempio', 'risultato', 'risposta', 'uitvoer', 'voorbeeld', 'resultaat', 'utdata', 'exempel', 'resultat', 'wynik', 'przykład', 'вывод', 'пример', 'результат', '出力', '结果', '输出', '示例', '출력',
];

/** "Ausgabe:", "Exemple de sortie :": an example of what comes out. */
export function leadsToExample(content: string): boolean {
  return /[:：]\W*$/.test(content) && mentionsAny(content, EXAMPLE_SIGNS) && EXAMPLES.test(content);
}
