const MONTH = '(?:0[1-9]|1[0-2])';
const DAY = '(?:0[1-9]|[12]\\d|3[01])';
const YEAR = '(?:2\\d|3[0-5])';
/** Names of months, as far as they are told apart from other words. */
const NAME =
  '(?:jan(?:uar[yi]?|vier)?|feb(?:ruar[yi]?)?|février|mar(?:ch|s|zo)?|märz|apr(?:il)?|avril|may|mai|june?|juin|juni|july?|juillet|juli|aug(?:ust)?|août|sep(?:t(?:ember|embre)?)?|o[ck]t(?:ober|obre)?|nov(?:ember|embre)?|de[cz](?:ember|embre)?|décembre)';

/** Words of a file that is a copy or an export of something. */
const KEPT =
  /backup|bak(?![a-z])|dump|snap|copy|kopie|copie|copia|save|sicherung|sauvegarde|export|archiv|before|vorher|avant|antes|pre(?![a-z])|old(?![a-z])|orig|stand(?![a-z])/i;
/** Endings of files that hold data of one day. */
const DATA =
  /\.(?:bak|dump|sql|tgz|tar|gz|bz2|xz|zst|zip|7z|rdb|aof|csv|tsv|xlsx?|log|ldif|vhdx?|qcow2|img|pcap|txt|json|ya?ml|conf|cfg|ini|zone|db|html|pdf)(?![a-z])/i;

/** Forms of a day, and whether they need a word or an ending that tells of a copy. */
const FORMS: readonly (readonly [form: RegExp, needs: 'file' | 'data' | 'kept'])[] = [
  [new RegExp(`20[2-4]\\d-?[wW]\\d{1,2}|20[2-4]\\d-?[qQ][1-4]|[qQ][1-4]-?20[2-4]\\d`), 'file'],
  [new RegExp(`(?:kw|cw|week|woche|semaine|semana)-?\\d{1,2}`, 'i'), 'file'],
  [new RegExp(`\\d{1,2}[-_]?${NAME}(?:[-_]?\\d{2,4})?|${NAME}[-_]?\\d{1,4}`, 'i'), 'file'],
  [new RegExp(`20[2-4]\\d[-_]${MONTH}`), 'data'],
  [new RegExp(`${DAY}([-_.])${MONTH}\\1${YEAR}|${YEAR}([-_])${MONTH}\\2${DAY}`), 'data'],
  [new RegExp(`${YEAR}${MONTH}${DAY}`), 'data'],
  [new RegExp(`${DAY}${MONTH}${YEAR}|${MONTH}[-_]?${DAY}|${DAY}[-_]?${MONTH}`), 'kept'],
  [new RegExp(`${NAME}`, 'i'), 'kept'],
];
const WHOLE = FORMS.map(
  ([form, needs]) =>
    [
      new RegExp(`(?<![\\p{L}\\d])(?:${form.source})(?![\\p{L}\\d])`, `${form.flags}u`),
      needs,
    ] as const,
);

/** A word of a command that is a path or a name with parts. */
const WORD =
  /(?<![\p{L}\d_./:@~$%{}*?<>+=-])(?:[~.]{0,2}\/)?[\p{L}\d_][\p{L}\d_./~-]*(?![\p{L}\d_:*?{}$<@])/gu;
/** Cheaper: two digits behind a mark of a name, or a month beside one. */
const MAY_HOLD =
  /[-_./a-z](?:\d{1,2}[-_.]?\d{2}|20[2-4]\d[-_wq])|(?:[kc]w|week|woche|semaine|semana)-?\d|(?:[-_.\d])(?:jan|feb|fév|mar|mär|apr|avr|ma[iy]|ju[nil]|aug|aoû|sep|o[ck]t|nov|d[eé][cz])|[qQ][1-4]/i;

/** Names of files with a day in a short form: `zone.bak-16-11-26`, `dump_0611.sql`, `kiln-2026w45.tgz`. */
export function shortDated(
  text: string,
): readonly { readonly index: number; readonly name: string }[] {
  if (!MAY_HOLD.test(text)) return [];
  return [...text.matchAll(WORD)].flatMap((match) => {
    const [name] = match;
    if (
      !/[-_.]/.test(name) ||
      name.length > 120 ||
      /:\/\/\S*$/.test(text.slice(Math.max(0, match.index - 60), match.index))
    )
      return [];
    const last = name.replace(/\/$/, '').split('/').at(-1) ?? '';
    const kept = KEPT.test(last);
    const data = DATA.test(last);
    const dated = WHOLE.some(
      ([form, needs]) =>
        (needs === 'file' ? kept || data : needs === 'data' ? data || kept : kept) &&
        form.test(last),
    );
    return dated ? [{ index: match.index, name }] : [];
  });
}
