/**
 * What every mention of a section or playbook holds. Pieces of three letters and more, and no other
 * signs: V8 then searches in leaps, six times as fast.
 */
const PIECES =
  /ee |llow|efer|book|edur|edim|édure|ction|cción|chnitt|pitel|tado|ção|zione|ctie|здел/;
const MENTIONS =
  /[Ss]ee |ollow|[Rr]efer|laybook|unbook|cedure|section|bschnitt|apitel|océdure|cedim|cedura|sección|apartado|se[cç]ção|seção|sezione|sectie|раздел/;

/** False for a text that certainly mentions no section and no playbook; most do not. */
export function mayMention(text: string): boolean {
  return (PIECES.test(text) && MENTIONS.test(text)) || text.includes('§') || text.includes('」');
}

/** False for a text that certainly points nowhere else. */
export function mayPoint(text: string): boolean {
  return text.includes(']') || text.includes('://') || mayMention(text);
}

/** In code only comments speak to people: "# - Close idle sessions (see 3.3)". */
export function mayPointInCode(code: string): boolean {
  return code.includes('see ') || code.includes('ollow ');
}
