import { firstWord, lastWord, wordSet } from '../text/words';

/** "Do not run this on the primary:", up to the colon. */
const FORBIDS =
  /^\W*(?:please )?(?=)(?:do not|don['’]t|never|avoid)(?=)(?: ever)?(?=) (?:run|running|execute|executing|use|using|type|typing|enter|entering)(?!\w)([^.:\n]{0,80}):\W*$/i;
/** "Instead of:", "Rather than running:". */
const REPLACES = /^\W*(?:instead of|rather than)(?: running| using)?:\W*$/i;
/** What makes it a condition, or goes on to what is to be done. */
const GOES_ON = /\b(?:instead|but|rather|unless|until|without|before|if|run|use|execute|by)(?=)\b/i;
/** The same in other languages, the verb behind the word that forbids or, in German, below it. */
const FORBIDS_ABROAD =
  /^\W*(?:(?:bitte )?(?=)(?:nicht|niemals|nie)(?=) (?:ausführen|verwenden|benutzen|eingeben)|ne (?:pas|jamais)(?=) (?:exécuter|lancer|utiliser|saisir)|(?:no|nunca)(?=) (?:ejecutar|ejecute|usar|utilizar)|(?:não|nunca)(?=) (?:executar|execute|usar|utilizar)|(?:non|mai)(?=) (?:eseguire|usare|lanciare)|(?:niet|nooit)(?=) (?:uitvoeren|gebruiken)|(?:никогда )?не (?:выполнять|выполняйте|запускать|запускайте))[^.:\n]{0,60}:\W*$/i;
/** What each of them begins with, as far as it is ASCII. */
const OPENING = wordSet(
  'please do don never avoid instead rather bitte nicht niemals nie ne no nunca n non mai niet nooit',
);

/** Whether a lead-in says that what stands below it must not be run: it is shown, and no step. */
export function forbidsBelow(content: string): boolean {
  if (content.length > 160 || !mayEndWithColon(content)) return false;
  const words = content.replace(/^[^A-Za-z\u00c0-\u024f\u0400-\u04ff]+/, '');
  if (!OPENING.has(firstWord(words)) && !/^[Нн]/.test(words)) return false;
  const rest = FORBIDS.exec(content)?.[1];
  if (rest !== undefined) return !GOES_ON.test(rest);
  return REPLACES.test(content) || FORBIDS_ABROAD.test(content);
}

/** Words before a colon behind which code is shown and not told to be run. */
const SHOWING = wordSet(
  'example examples usage syntax format default defaults sample output outputs prints returns shows displays result response expected alias',
);

/** "Usage:", "The command prints:": what stands behind it is shown. */
export function showsBehind(words: string): boolean {
  if (!mayEndWithColon(words)) return false;
  const said = words.trimEnd().replace(/[*_]*:[*_]*$/, '');
  return said.length < words.trimEnd().length && SHOWING.has(lastWord(said));
}

/** A colon, the mark of emphasis or a blank: what most paragraphs do not end with. */
function mayEndWithColon(text: string): boolean {
  if (text === '') return false;
  const unit = text.charCodeAt(text.length - 1);
  return unit === 58 || unit === 42 || unit === 95 || unit === 32;
}
