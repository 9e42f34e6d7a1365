/**
 * Whether a text may be in another language than English: a letter of one, or a small word. To ask
 * this first spares building the large patterns of other languages for folders that have none.
 */
export function mayBeForeign(text: string): boolean {
  return FOREIGN.test(text);
}

const FOREIGN =
  /[À-ɏͰ-῿぀-鿿가-힣]|\b(?:der|das|dem|den|und|oder|ist|sind|wird|werden|nicht|nur|kein|wenn|mit|nach|vor|zu|auf|von|bei|ein|eine|erst|nie|le|la|les|du|des|une?|et|est|pas|sans|avec|jamais|pour|el|los|las|del|ya|sin|vuelven?|solos?|antes|cuando|sont|wieder|neu|vorher|por|para|que|il|gli|della|het|een|niet|met|van|voor|das|nada|och|inte|nie)(?=)\b/i;
