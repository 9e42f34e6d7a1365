/** What keys of a document mean in other languages than English, in lower case. */
export type ForeignMeaning = 'lastUpdated' | 'nextReview' | 'owner' | 'version';

// prettier-ignore
const KEYS: readonly (readonly [ForeignMeaning, RegExp])[] = [
  ['lastUpdated', /^(?:stand|zuletzt (?:aktualisiert|geändert|geprüft|überarbeitet)(?: am)?|letzte (?:aktualisierung|änderung|prüfung|überprüfung|überarbeitung|revision)|(?:aktualisiert|geändert|geprüft|überarbeitet) am|derni[eè]re (?:mise à jour|révision|revue|modification|relecture)|mis(?:e)? [àa] jour(?: le)?|révisé(?: le)?|última (?:actualización|revisión|modificación|atualização|revisão|modificação)|(?:actualizado|atualizado|revisado|modificado)(?: el| em)?|fecha de (?:actualización|revisión)|ultim[oa] (?:aggiornamento|modifica|revisione)|aggiornato(?: il)?|laatst (?:bijgewerkt|gewijzigd|herzien|gecontroleerd)(?: op)?|laatste (?:wijziging|update|controle|herziening)|senast (?:uppdaterad|granskad)|ostatnia aktualizacja|последнее обновление|обновлено|最終(?:更新|確認|見直し|レビュー)日?|更新日|最(?:后|近)更新(?:时间|日期)?|更新(?:日期|时间)|最終更新日時)$/u],
  ['nextReview', /^(?:nächste[rs]? (?:prüfung|überprüfung|überarbeitung|revision|review)(?: am)?|wiedervorlage|prochaine (?:revue|révision|vérification|relecture)|próxima (?:revisión|revisão)|prossima (?:revisione|verifica)|volgende (?:controle|herziening|review)|nästa granskning|następny przegląd|следующ(?:ая|ий) (?:проверка|пересмотр)|次回(?:レビュー|見直し|確認|更新)日?|下次(?:审查|评审|复审|更新)(?:日期|时间)?)$/u],
  ['owner', /^(?:verantwortlich(?:er?)?|eigentümer(?:in)?|zuständig(?:es team)?|dokument(?:en)?verantwort\w*|verantwortung|betreuer(?:in)?|responsable|propriétaire|propietari[oa]|responsável|proprietário|responsabile|proprietario|eigenaar|verantwoordelijke|ansvarig|właściciel|ответственный|владелец|担当(?:者|チーム)?|責任者|所有者|オーナー|负责人|责任人|所有人)$/u],
  ['version', /^(?:fassung|ausgabe|versión|versão|versione|versie|versjon|wersja|версия|バージョン|版(?:数|本)?|版本(?:号)?|버전)$/u],
];

/** The meaning of a key that is already in lower case. */
export function foreignMeaning(key: string): ForeignMeaning | undefined {
  if (key.length > 40 || !MAY_BE.test(key)) return undefined;
  return KEYS.find(([, pattern]) => pattern.test(key))?.[0];
}

const MAY_BE =
  /[\u00c0-\u024f\u0400-\u04ff\u3040-\u9fff\uac00-\ud7af]|^(?:stand|zuletzt|letzte|aktualisiert|derni|mise? |actualizado|atualizado|revisado|modificado|fecha|ultim|aggiornato|laatst|senast|ostatnia|wiedervorlage|prochaine|prossima|volgende|verantwort|verantwoord|responsa|propietari|proprietario|eigenaar|ansvarig|dokument|betreu|fassung|ausgabe|vers|wersja)/;
