import type { Placeholder } from '../model/placeholder';
import type { StepLanguage } from '../model/step';

/** The holes of a step's text, in order of their first place. Never throws. */
export function findPlaceholders(text: string, language: StepLanguage): readonly Placeholder[] {
  if (language === 'http' && text === '') return [];
  const holes = new Map<string, Placeholder & { places: { start: number; end: number }[] }>();
  for (const match of text.matchAll(/<([A-Za-z][\w .-]*)>/g)) {
    const written = match[0];
    const place = { start: match.index, end: match.index + written.length };
    const hole = holes.get(written);
    if (hole !== undefined) hole.places.push(place);
    else {
      const name = (match[1] ?? '')
        .trim()
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-');
      holes.set(written, { name, kind: 'text', written, variable: false, places: [place] });
    }
  }
  return [...holes.values()];
}
