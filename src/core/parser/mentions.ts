/** The mention of a section or playbook by name: "follow **Storage full** playbook". */
export interface Mention {
  readonly text: string;
  readonly name: string;
  /** The name with the noun that follows it, which may belong to the title. */
  readonly fallback: string;
  /** Only counts when a section of that name exists. */
  readonly weak: boolean;
}

/** Cheap and generous: most lines hold none of them. */
const SIGNS = /[Ss]ee |ollow|[Rr]efer|laybook|unbook|cedure|§/;

/** False for a text that certainly mentions nothing. */
function mayMention(text: string): boolean {
  return SIGNS.test(text);
}

const VERB =
  '\\b(?:see(?: also)?|follow(?:ing)?|refer(?:ring)? to|run|use|execute|consult|per|perform|go to|go on with|go ahead with|proceed with|continue with|start)';
const NAMED = new RegExp(
  `${VERB} (?:the |our |this )?(?:\\*\\*|__|[*_"“'])([^*_"“”'\\n]{2,80}?)(?:\\*\\*|__|[*_"”'])[ ]?(playbook|runbook|procedures?|section|scenario|checklist|steps)?`,
  'gi',
);
const NOUN_FIRST = new RegExp(
  `${VERB} (?:the |our )?(playbook|runbook|procedure|section|scenario) (?:\\*\\*|__|[*_"“'])([^*_"“”'\\n]{2,80}?)(?:\\*\\*|__|[*_"”'])`,
  'gi',
);
/** "Playbook **Cold start**, when the cache is empty": the noun alone sends the reader there. */
const NOUN_ALONE = /(?<![\w*_] )\b(playbook|runbook|procedure)s?:? \*\*([^*\n]{2,80}?)\*\*/gi;
const PLAIN = new RegExp(
  `${VERB} (?:the |our )?([A-Z][\\w/&-]*(?: [\\w/&-]+){0,6}?) (playbook|runbook|procedures?|section|scenario|checklist)\\b`,
  'g',
);
const NUMBERED =
  /\b(?:see(?: also)?|refer to|follow|in|per)(?: the)? (?:section |§ ?|step )?(\d{1,2}(?:\.\d{1,2}){1,3})(?![\d.]*\d|%|x\b| ?(?:ms|s|min|GB|MB)\b)/gi;
const SECTION_NUMBER = /\b(?:see|refer to|follow)(?: the)? (?:section|§) ?(\d{1,2})(?![\d.])/gi;

const NONE: readonly Mention[] = [];

/** Mentions in one line of Markdown. Links and code are not looked at here. */
export function findMentions(line: string): readonly Mention[] {
  if (line.length > 2000 || !mayMention(line)) return NONE;
  const text = line
    .replace(/`[^`]*`/g, blank)
    .replace(/!?\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])/g, blank);
  const found: Mention[] = [];
  if (MARK.test(text)) {
    for (const match of text.matchAll(NAMED)) {
      const name = (match[1] ?? '').trim();
      const noun = match[2] ?? '';
      found.push({ text: match[0].trim(), name, fallback: `${name} ${noun}`, weak: noun === '' });
    }
    for (const match of text.matchAll(NOUN_FIRST)) {
      const name = (match[2] ?? '').trim();
      found.push({ text: match[0], name, fallback: `${name} ${match[1] ?? ''}`, weak: false });
    }
  }
  if (/\b(?:playbook|runbook|procedure)s?:? \*\*/i.test(text) && found.length === 0) {
    for (const match of text.matchAll(NOUN_ALONE)) {
      const name = (match[2] ?? '').trim();
      found.push({ text: match[0], name, fallback: `${name} ${match[1] ?? ''}`, weak: false });
    }
  }
  if (NOUNS.some((noun) => text.includes(noun))) {
    for (const match of text.matchAll(PLAIN)) {
      const name = (match[1] ?? '').trim();
      found.push({ text: match[0], name, fallback: `${name} ${match[2] ?? ''}`, weak: true });
    }
  }
  if (/\d/.test(text)) {
    for (const pattern of [NUMBERED, SECTION_NUMBER]) {
      for (const match of text.matchAll(pattern)) {
        const name = match[1] ?? '';
        found.push({ text: match[0], name, fallback: name, weak: true });
      }
    }
  }
  return found;
}

/** A space and what may open a name in emphasis or quotes. */
const MARK = / (?:\*\*|[*_"“'])/;
/** What a name without either ends with. */
const NOUNS = ['playbook', 'runbook', 'rocedure', 'section', 'scenario', 'checklist'];

function blank(text: string): string {
  return ' '.repeat(text.length);
}
