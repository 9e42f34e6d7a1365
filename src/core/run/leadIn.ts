import { builtOnce } from '../text/patternParts';

/** "Verify that", "the output", "should", "be": what leads to what comes out, and says nothing of it. */
const LEAD_IN = new RegExp(
  builtOnce(
    [
      String.raw`^(?:(?:please )?(?:verify|check|confirm|make sure|ensure)(?: that| whether| if)? )?`,
      String.raw`(?:(?:it|this|that|which|you|there|(?:the |its )?(?:command|output|result|response|answer|value|number|count|total|status|state|query|list|body)) )?`,
      String.raw`(?:(?:should|must|will|has to|have to|needs? to|ought to) )?(?:(?:now|then|still|always|just|again) )*`,
      String.raw`(?:(?:be|is|are|prints?|returns?|shows?|outputs?|gives?|answers?|responds? with|says?|reads?|reports?|see|stays?|remains?|have|has|get|equals?|displays?) )?`,
    ].join(''),
  ),
  'i',
);

/** The words behind what leads to them; the same words when nothing does. */
export function withoutLeadIn(words: string): string {
  const said = words.trim();
  const lead = LEAD_IN.exec(said)?.[0] ?? '';
  // Whole words only: what is left of "its" is nothing.
  return lead === '' ? said : said.slice(lead.length);
}
