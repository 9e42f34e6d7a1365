/** A moment, in the parts a runbook writes. Months and days count from 1. */
export interface DateParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/**
 * What a timestamp hole looks like: `YYYYMMDD_HHMMSS`, `YYYY-MM-DDTHH:MM:SSZ`, `DD/MM/YYYY`, …, with
 * the years and days of other languages, too: `AAAAMMJJ`, `TT.MM.JJJJ`.
 */
export const TIMESTAMP =
  /(?<![A-Za-z0-9])(?:YYYY(?:[-/._]?(?=)MM(?:[-/._]?(?=)DD)?)?|(?:AAAA|JJJJ)[-/._]?(?=)MM(?:[-/._]?(?=)(?:DD|JJ|TT|GG))?|DD[-/._]?MM[-/._]?YYYY|(?:DD|JJ|TT|GG)(?=)[-/._]?(?=)MM[-/._]?(?:AAAA|JJJJ)|MM[-/._]DD[-/._]YYYY)(?=)(?:[-_T .]?(?=)HH[-:_.h]?(?:MM|mm)(?=)(?:[-:_.]?(?:SS|ss)(?=))?)?(?:Z|[+-]00:?00)?(?!(?!T\d)[A-Za-z0-9])|(?<![A-Za-z0-9:])HH:(?:MM|mm)(?::(?:SS|ss))?(?![A-Za-z0-9:])/;

/**
 * Writes a moment the way a timestamp hole is written: `YYYYMMDD_HHMMSS` becomes
 * `20240122_091500`. `MM` is the minute after an hour and the month elsewhere. Undefined when the
 * hole shows no form.
 */
export function timestampFor(written: string, at: DateParts): string | undefined {
  const form = TIMESTAMP.exec(written)?.[0];
  if (form === undefined) return undefined;
  let hourSeen = false;
  return form.replace(/YYYY|AAAA|JJJJ|MM|mm|DD|JJ|TT|GG|HH|SS|ss/g, (field) => {
    const two = (value: number): string => String(value).padStart(2, '0');
    switch (field) {
      case 'YYYY':
      case 'AAAA':
      case 'JJJJ':
        return String(at.year).padStart(4, '0');
      case 'DD':
      case 'JJ':
      case 'TT':
      case 'GG':
        return two(at.day);
      case 'HH':
        hourSeen = true;
        return two(at.hour);
      case 'SS':
      case 'ss':
        return two(at.second);
      default:
        return two(hourSeen || field === 'mm' ? at.minute : at.month);
    }
  });
}
