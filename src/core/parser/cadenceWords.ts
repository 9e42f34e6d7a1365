import type { CadenceUnit } from '../model/checklist';

/** How often, in the words of other languages than English. */
interface Words {
  readonly unit: CadenceUnit;
  readonly every?: number;
  readonly pattern: RegExp;
}

/** Words as a whole: `anual` is not the end of "manual". */
const word = (...forms: readonly string[]): RegExp =>
  new RegExp(`(?<!\\p{L})(?:${forms.join('|')})(?!\\p{L})`, 'u');

// prettier-ignore
const WORDS: readonly Words[] = [
  { unit: 'shift', pattern: word('(?:je|pro) schicht', 'jede[rsnm]? (?:früh|spät|nacht|tag)?schicht', '(?:früh|spät|nacht|tag)schicht', 'schicht(?:beginn|ende|wechsel|übergabe)', 'chaque (?:relève|garde)', 'cada turno', 'ogni turno') },
  { unit: 'monthly', every: 6, pattern: word('halbjährlich\\w*', 'semestriel(?:le)?s?', 'semestral(?:es|mente)?', 'semestrale') },
  { unit: 'quarterly', pattern: word('vierteljährlich\\w*', 'quartalsweise\\w*', '(?:je|pro|jedes) quartal', 'trimestriel(?:le)?s?', 'chaque trimestre', 'trimestral(?:es|mente)?', 'trimestrale', 'cada trimestre', 'driemaandelijks\\w*', 'elk kwartaal', 'per kwartaal', 'ежеквартальн\\p{L}*', 'kwartaln\\p{L}*') },
  { unit: 'daily', pattern: word('täglich\\w*', 'jeden (?:tag|morgen|abend)', '(?:pro|je) tag', 'quotidien(?:ne)?s?', 'chaque (?:jour|matin|soir|nuit)', 'tous les (?:jours|matins|soirs)', 'diari[oa]s?', 'diariamente', 'cada (?:día|mañana|noche)', 'todos los días', 'diári[oa]s?', 'todos? os? dias?', 'giornalier[oaie]', 'quotidian[oaie]', 'ogni (?:giorno|mattina|sera)', 'dagelijks\\w*', 'elke dag', 'ежедневн\\p{L}*', 'codzienn\\p{L}*', 'dagligt?', 'dagliga') },
  { unit: 'weekly', pattern: word('wöchentlich\\w*', '(?:jeden|am|immer) (?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)s?', '(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)s', '(?:chaque|tous les) (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)s?', '(?:cada|los|todos los) (?:lunes|martes|miércoles|jueves|viernes|sábados?|domingos?)', '(?:toda|cada|às) (?:segunda|terça|quarta|quinta|sexta)s?(?:-feiras?)?', 'ogni (?:lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica)', 'elke (?:maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag)', 'jede woche', '(?:pro|je) woche', 'hebdomadaires?', 'chaque semaine', 'toutes les semaines', 'semanal(?:es|mente)?', 'semanais', 'cada semana', 'toda semana', 'settimanal[ei]', 'ogni settimana', 'wekelijks\\w*', 'elke week', 'еженедельн\\p{L}*', 'tygodniow\\p{L}*', 'veckovis', 'varje vecka', 'ukentlig') },
  { unit: 'monthly', pattern: word('monatlich\\w*', 'jeden monat', '(?:pro|je) monat', 'mensuel(?:le)?s?', 'chaque mois', 'tous les mois', 'mensual(?:es|mente)?', 'mensa(?:l|is|lmente)', 'cada mes', 'todo mês', 'mensil[ei]', 'ogni mese', 'maandelijks\\w*', 'elke maand', 'ежемесячн\\p{L}*', 'miesięczn\\p{L}*', 'månadsvis', 'månedlig') },
  { unit: 'yearly', pattern: word('jährlich\\w*', 'jedes jahr', '(?:pro|je) jahr', 'annuel(?:le)?s?', 'chaque année', 'tous les ans', 'anua(?:l|les|is|lmente)', 'cada año', 'todo ano', 'annual[ei]', 'ogni anno', 'jaarlijks\\w*', 'elk jaar', 'ежегодн\\p{L}*', 'roczn\\p{L}*', 'årlig\\w*') },
  { unit: 'quarterly', pattern: /四半期|每季|毎四半期|분기/u },
  { unit: 'daily', pattern: /毎日|毎朝|毎晩|日次|每天|每日|매일/u },
  { unit: 'weekly', pattern: /毎週|週次|每周|每週|매주/u },
  { unit: 'monthly', pattern: /毎月|月次|每月|매월/u },
  { unit: 'yearly', pattern: /毎年|年次|每年|매년/u },
];

/** "alle 3 Monate", "cada 6 meses", "tous les 90 jours". */
const COUNTED =
  /(?<!\p{L})(?:alle|tous les|toutes les|cada|a cada|ogni|elke|om de)(?=) (\d{1,3}) (tage?n?|wochen|monate?n?|jahren?|jours|semaines|mois|ans|días|semanas|meses|años|dias|anos|giorni|settimane|mesi|anni|dagen|weken|maanden|jaar)(?=)(?!\p{L})/u;

const UNITS: readonly (readonly [RegExp, CadenceUnit])[] = [
  [/^(?:tag|jour|d[ií]a|giorn|dag)/u, 'daily'],
  [/^(?:woche|semain|semana|settiman|weken)/u, 'weekly'],
  [/^(?:monat|mois|mes|maand)/u, 'monthly'],
  [/^(?:jahr|ans|años|anos|anni|jaar)/u, 'yearly'],
];

const SIGNS =
  /(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)|jeden|los (?:lunes|martes|viernes)|[\u00c0-\u024f\u0400-\u04ff\u3040-\u9fff\uac00-\ud7af]|jede|alle |pro |je |tous|toutes|chaque|cada|todo|ogni|elk|om de|jahr|quartal|monat|quotidi|hebdo|mens|trimes|semes|seman|anu|diari|settim|giorn|dage|weke|maand|jaar|kwarta|daglig|roczn|tygod|codzien|ukent/;

/** What a text in lower case says in another language; undefined when it says nothing. */
export function readForeignCadence(
  text: string,
): { readonly unit: CadenceUnit; readonly every?: number } | undefined {
  if (!SIGNS.test(text)) return undefined;
  const counted = COUNTED.exec(text);
  const unit = UNITS.find(([pattern]) => pattern.test(counted?.[2] ?? ''))?.[1];
  if (counted !== null && unit !== undefined) return { unit, every: Number(counted[1]) };
  const found = WORDS.find(({ pattern }) => pattern.test(text));
  if (found === undefined) return undefined;
  return { unit: found.unit, ...(found.every === undefined ? {} : { every: found.every }) };
}
