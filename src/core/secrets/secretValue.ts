/** What people write where a secret would stand, so that nobody takes it for one. */
const DUMMY =
  /example|placeholder|dummy|sample|change[-_]?(?:me|it|this)|redacted|replace|your|xxx|\*{2,}|\.{3}|…|todo|insert|fake|^test(?:ing|er)?\b|not[-_]?(?:a[-_]?)?real|^pass(?:word|wd)?\d{0,3}$|^secret\d{0,3}$|^(?:user|admin|root|postgres|token|none|null|true|false|hunter2|foobar|guest|public|private|enabled|disabled|required)$|^my[-_]?(?:token|password|secret|key)\d*$|^secret\W*$|\bhere\b|_HERE|^[A-Z][A-Z_]+$|(.)\1{5}|^-|^[a-z]+[-_][a-z]+(?:[-_][a-z]+)*$|1234567|abcdefg/i;

/** A value that stands elsewhere, named here: a variable, a hole, a vault, a file, a command. */
const REFERENCE =
  /^[$%<{[@|&>]|^(?:op|vault|arn|ssm|env|file|keyring|projects|secretsmanager|awssm|gcpsm|azurekv|bws?|kms|sops|ref\+\w+|aws|fd|prompt|stdin)[:/+]|\$\{|\$\(|\{\{|%\w+%|^https?:\/\/[^@]*$|^(?:[~.]{0,2}\/)+[\w@.-]+(?:\/|\.|$)/i;

/** The name of what keeps passwords, where one says that it is kept there. */
const KEEPER =
  /^(?:1password|bitwarden|vaultwarden|dashlane|lastpass|keepass\w*|keeper|passbolt|pwsafe|psono|enpass|nordpass|protonpass|roboform|cyberark|conjur|beyondtrust|delinea|thycotic|openbao|infisical|akeyless|teampass|passwordstate|devolutions|gopass)\d?$/i;

/** A variable within a value that a shell would fill in. */
const VARIABLE = /\$[A-Za-z_{(]/;

/** A name, not made by a generator: `ledger-db-2`, `prod/ledger/db`, `v1.2.3`, `2026-01-02`. */
const NAME =
  /^[a-z]+\d{0,2}(?:[-_./:][a-z\d]{0,12})*$|^[A-Z][A-Za-z]*(?:[-_./][A-Za-z]+)*\d?$|^[A-Z]{2,10}-\d+$|^[a-z]+(?:[A-Z][a-z]+)+\d?$|^v?\d+(?:[-._:/T]\d+)+Z?$|^\d+\s?[a-z%]{1,8}$|^[\w.+-]+@[\w-]+\.[\w.-]+$|^(?:[\w-]+\.)+[a-z]{2,6}$/;

export function isDummy(value: string): boolean {
  return isSaidDummy(value) || REFERENCE.test(value) || KEEPER.test(value.replace(/\W+$/, ''));
}

/** `FaKe` in the middle of a token is no word: a generator wrote it. */
function isSaidDummy(value: string): boolean {
  const [said] = DUMMY.exec(value) ?? [];
  return said !== undefined && (value.length < 16 || !/[a-z][A-Z]+[a-z]/.test(said));
}

/** False for what a shell would fill in; single quotes keep a `$` as it is. */
export function isLiteral(value: string, quote: string): boolean {
  return quote === "'" || !VARIABLE.test(value);
}

/** What stands elsewhere, or what a shell puts together. */
export function isReference(value: string, quote: string): boolean {
  return REFERENCE.test(value) || !isLiteral(value, quote);
}

/** Letters with digits or signs in such a mixture as no word has. */
export function looksGenerated(value: string): boolean {
  if (value.length < 6 || NAME.test(value) || !/[A-Za-z]/.test(value)) return false;
  return /\d/.test(value) || /[!#$%^&*?~+=@](?=.)|!$/.test(value);
}

/** Generated without doubt: what stands in prose may be a model, a ticket or a unit as well. */
export function isMixed(value: string): boolean {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[!#$%^&*?~+=@]/].filter((kind) =>
    kind.test(value),
  ).length;
  return looksGenerated(value) && (kinds >= 3 || /^[a-f\d]{24,}$/.test(value));
}
