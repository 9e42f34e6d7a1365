/** What every link and every mention holds. */
const MAY_HOLD =
  /\]|:\/\/|[Ss]ee |ollow|[Rr]efer|laybook|unbook|cedure|§|section|bschnitt|apitel|océdure|cedim|cedura|sección|apartado|se[cç]ção|seção|sezione|sectie|раздел|」/;

/** False for a text that certainly points nowhere else; most do not. */
export function mayPoint(text: string): boolean {
  return MAY_HOLD.test(text);
}

/** In code only comments speak to people: "# - Close idle sessions (see 3.3)". */
export function mayPointInCode(code: string): boolean {
  return code.includes('see ') || code.includes('ollow ');
}
