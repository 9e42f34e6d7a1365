import type { Step, StepLanguage } from '../model/step';

export function isShell(language: StepLanguage): boolean {
  return language === 'bash' || language === 'sh' || language === 'zsh';
}

/** What people write where a value is still missing. */
const UNFILLED =
  /^[[(<{*_`\s]*(?:t\.?b\.?[dacn]\.?|to be (?:determined|decided|defined|confirmed|announced|added|named|filled(?: in)?|agreed(?: (?:up)?on)?|arranged|assigned|chosen|clarified|completed|discussed|established|fixed|found(?: out)?|negotiated|provided|set(?:tled)?|specified|supplied|updated|worked out|written)|todo|fixme|x{3,}|(?:20\d\d|[xy]{4})[-/.](?:[xm]{2}|\d\d)[-/.][xd]{2}|\?{2,}|unknown|unassigned|not (?:yet )?(?:assigned|decided|defined)|none yet|change ?me|fill (?:me )?in|your[- ](?:name|team)|noch (?:offen|unklar|zu (?:klären|benennen|bestimmen|ergänzen))|offen|unbekannt|wird (?:noch )?(?:benannt|ergänzt|nachgetragen)|[àa] (?:définir|compléter|préciser|déterminer|confirmer)|non défini|por (?:definir|determinar|confirmar|asignar)|pendiente|sin asignar|a definir|por definir|da (?:definire|assegnare|confermare|completare)|nog (?:te bepalen|in te vullen|onbekend)|do ustalenia|не (?:назначен|определ[её]н)|未定|待定|未設定|미정|name here|insert .{2,30}|placeholder)[\])>}*_`\s.!]*$/i;

/** True for "TBD", "xxx", "[TODO]" and the like: nobody filled it in. */
export function isUnfilled(text: string): boolean {
  return UNFILLED.test(text.trim());
}

const TYPED = new Set(['unfilled-hole', 'unsupported-language', 'opens-shell']);

/** Whether somebody will type a step, if not here: a hole in it is filled, MySQL's goes to MySQL. */
export function isTyped({ notRunnable }: Pick<Step, 'notRunnable'>): boolean {
  return notRunnable === undefined || TYPED.has(notRunnable.code);
}

/** Whether a step's text is code of its language, be there values missing or several shells meant. */
export function isCode({ notRunnable }: Step): boolean {
  return notRunnable?.code !== 'unsupported-language' && isTyped({ notRunnable });
}

/** Whether a step holds what somebody is to type, be it damaged; not what a command printed. */
export function isMeant({ notRunnable }: Step): boolean {
  const code = notRunnable?.code;
  return code !== 'output' && code !== 'empty' && code !== 'comments-only';
}
