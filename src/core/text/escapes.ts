/**
 * Escape sequences of ECMA-48: CSI, OSC (ended by BEL or ST), DCS/SOS/PM/APC strings, and the
 * two-character forms. An unended string runs to the end of its line, so that a broken one cannot
 * swallow the rest of the output.
 */
const SEQUENCE =
  /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]?|(?:\u001b[\]PX^_]|[\u009d\u0090\u0098\u009e\u009f])[^\u0007\u001b\u009c\n]*(?:\u0007|\u001b\\|\u009c)?|\u001b[ -/]*[0-~]?/g;

/** Colours and weights only: the one kind of sequence that a screen of ours lets through. */
const SGR = /^\u001b\[[0-9;:]*m$/;

const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001a\u001c-\u001f\u007f-\u009a\u009c-\u009f]/g;

/** Output as plain text: no escape sequence, no control character but tab, LF and CR. */
export function stripEscapes(text: string): string {
  return text
    .replace(SEQUENCE, '')
    .replace(CONTROL, '')
    .replaceAll('\u001b', '')
    .replaceAll('\u009b', '');
}

/** Output for a screen that shows colours: every other escape sequence and control is removed. */
export function keepColours(text: string): string {
  return text
    .replace(SEQUENCE, (sequence) => (SGR.test(sequence) ? sequence : ''))
    .replace(CONTROL, '');
}

/** Characters that make shown text differ from what runs: bidi, zero-width, tags, controls. */
const DECEPTIVE =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\uffff]|[\u{e0000}-\u{e01ef}]/gu;

/** Text for a question: deceptive characters are shown as `\u{202e}`, everything else as it is. */
export function showDeceptive(text: string): string {
  return text.replace(DECEPTIVE, (mark) => `\\u{${(mark.codePointAt(0) ?? 0).toString(16)}}`);
}
