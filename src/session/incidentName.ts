import { toLogName } from '../storage/logNames';

/** The name of a new incident's log: it sorts by day, says what it is about, and is the only one. */
export function incidentName(title: string, now: Date, ulid: string): string {
  const words = toLogName(title).slice(0, 40).replace(/-+$/, '');
  return [now.toISOString().slice(0, 10), words, ulid.slice(-6).toLowerCase()]
    .filter((piece) => piece !== '')
    .join('-');
}
