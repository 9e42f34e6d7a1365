/** Words that stop a reader; the verb that names the command itself ("delete") does not. */
const STOPS =
  /\b(?:warning|caution|danger(?:ous)?|careful(?:ly)?|irreversible|cannot be undone|destructive|last resort|data loss|downtime|back ?-?ups?|backed up|snapshots?|dump(?:ed)?|mak(?:e|es|ing) (?:\w+ )?sure|ensure|confirm(?:ed|ation)?|verif(?:y|ied|ies)|double[- ]check|check(?:ed)? (?:that|whether|if|the)|approv(?:al|ed)|sign[- ]off|only (?:if|when|after|do|once)|asks (?:before|for|you)|if (?:needed|required|necessary|suspected|you are sure|nothing else|none of|that (?:does|did)|this (?:does|did)|the above)|before (?:you|running|doing|deleting|restoring|removing|dropping)|safe(?:ly)? to|safely (?:delete|remove|drop|stop|discard)|no longer (?:needed|used|in use|required)|(?:not|isn't) (?:currently )?in use|be aware|beware|at your own risk|permanently|will (?:delete|remove|drop|wipe|destroy|lose|be (?:lost|deleted|removed))|deletes|wipes|destroys|removes all|cannot be (?:recovered|restored))\b|\[!(?:warning|caution|important)\]|:::\s*(?:warning|danger)|⚠|🛑|❗/iu;

/** The same in other languages. */
const ABROAD =
  /(?<!\p{L})(?:achtung|warnung|warnhinweis|vorsicht|gefahr|unwiderruflich|unumkehrbar|endgültig|datenverlust|sicherstellen|stellen? sie sicher|vergewissern|nur (?:wenn|mit|nach|falls)|(?:daten)?sicherung|gesichert|freigabe|bestätig\p{L}*|rückgängig|attention|avertissement|prudence|irréversible|définiti(?:f|ve)(?:ment)?|sauvegard\p{L}*|assurez|s'assurer|vérifi(?:er|ez|é)|confirm\p{L}*|valider|uniquement si|seulement (?:si|après)|perte de données|atención|advertencia|cuidado|peligro|precaución|irreversible|copia de seguridad|respaldo|aseg[uú]r\p{L}*|verifi(?:car|que|ca)|no se puede deshacer|solo (?:si|cuando|después)|atenção|aviso|perigo|irreversível|certifi(?:que|car)|só (?:se|depois)|cópia de segurança|attenzione|avviso|pericolo|irreversibile|assicura\p{L}*|conferm\p{L}*|waarschuwing|let op|gevaar|onomkeerbaar|onherroepelijk|bevestig\p{L}*|uwaga|ostrzeżenie|nieodwracaln\p{L}*|kopi[aę] zapasow\p{L}*|внимание|осторожно|необратим\p{L}*|резервн\p{L}*|убедитесь|varning|advarsel)(?!\p{L})|注意|警告|危険|危险|元に戻せ|取り消せ|戻せます|バックアップ|確認して|承認|不可逆|无法恢复|备份|确认|주의|경고|백업|확인/iu;

/** Whether a text makes its reader stop before what follows. */
export function stopsReader(text: string): boolean {
  return STOPS.test(text) || ABROAD.test(text);
}
