import { ended, logOf, output, started, type Planned } from './logOf';

const HIT = 'window.hit=1';
const AWAY = 'http://away.test';

/** Text that would run or load something where it is taken for markup. */
const VECTORS = [
  `<script>${HIT}</script>`,
  `<script src="${AWAY}/a.js"></script>`,
  `</pre><script>${HIT}</script>`,
  `</code></pre><img src=x onerror="${HIT}">`,
  `<img src="${AWAY}/pixel.png">`,
  `<img src=x onerror=${HIT}>`,
  `<svg onload=${HIT}>`,
  `<svg><script>${HIT}</script></svg>`,
  `<svg><animate onbegin=${HIT} attributeName=x dur=1s>`,
  `<iframe src="javascript:parent.hit=1"></iframe>`,
  `<iframe srcdoc="<script>parent.hit=1</script>"></iframe>`,
  `<body onload=${HIT}>`,
  `<details open ontoggle=${HIT}>x</details>`,
  `<video><source onerror=${HIT}></video>`,
  `<video poster="${AWAY}/p.png" src="${AWAY}/v.mp4">`,
  `<audio src=x onerror=${HIT}>`,
  `<object data="${AWAY}/o"></object>`,
  `<embed src="${AWAY}/e">`,
  `<link rel=stylesheet href="${AWAY}/s.css">`,
  `<style>@import "${AWAY}/i.css"; body{background:url(${AWAY}/b.png)}</style>`,
  `</style><script>${HIT}</script>`,
  `</title><script>${HIT}</script>`,
  `<meta http-equiv="refresh" content="0;url=${AWAY}/r">`,
  `<base href="${AWAY}/">`,
  `<form action="${AWAY}/f"><input autofocus onfocus=${HIT}></form>`,
  `<input autofocus onfocus=${HIT}>`,
  `<marquee onstart=${HIT}>x</marquee>`,
  `<a href="javascript:${HIT}">x</a>`,
  `<math><mtext><table><mglyph><style><img src=x onerror=${HIT}>`,
  `<template><script>${HIT}</script></template>`,
  `<noscript><p title="</noscript><img src=x onerror=${HIT}>">`,
  `<!--><img src=x onerror=${HIT}>-->`,
  `<![CDATA[<img src=x onerror=${HIT}>]]>`,
  `<?xml version="1.0"?><x onclick=${HIT}>`,
  `"><img src=x onerror=${HIT}>`,
  `'><svg onload=${HIT}>`,
  `" onmouseover="${HIT}" autofocus onfocus="${HIT}`,
  `![x](${AWAY}/i.png)`,
  `![x](javascript:${HIT})`,
  `[x](javascript:${HIT})`,
  `[x](data:text/html,<script>${HIT}</script>)`,
  `[x]: javascript:${HIT}\n\n[x]`,
  `![r][r]\n\n[r]: ${AWAY}/ref.png`,
  `<javascript:${HIT}>`,
  `&lt;script&gt;${HIT}&lt;/script&gt;`,
  `&#60;img src=x onerror=${HIT}&#62;`,
  `$\\href{javascript:${HIT}}{x}$`,
  `{{constructor.constructor('${HIT}')()}}`,
  `\u001b]8;;javascript:${HIT}\u0007click\u001b]8;;\u0007`,
  `\u001b[31m<img src=x onerror=${HIT}>\u001b[0m`,
  `\u001b[<script>${HIT}</script>m`,
  `<scr\u0000ipt>${HIT}</scr\u0000ipt>`,
  `\ufeff<script>${HIT}</script>`,
  `\u2028<script>${HIT}</script>`,
];

/** Ways to leave what stands around a text. */
const BREAKOUTS: readonly ((vector: string) => string)[] = [
  (vector) => vector,
  (vector) => `\n\n${vector}\n\n`,
  (vector) => `\`\`\`\n${vector}\n\`\`\``,
  (vector) => `\`\`\`\`\`\`\n\n${vector}\n`,
  (vector) => `~~~\n${vector}`,
  (vector) => `\` ${vector} \``,
  (vector) => `x\n---\n${vector}`,
  (vector) => `| a | b |\n| --- | --- |\n| ${vector} |`,
  (vector) => `- [ ] ${vector}\n  1. ${vector}`,
  (vector) => `\r\n\r\n${vector}\r`,
  (vector) => `    ${vector}\n\n***\n# ${vector}`,
];

/** More than 500 texts, each different. */
export const PAYLOADS: readonly string[] = BREAKOUTS.flatMap((breakOut) => VECTORS.map(breakOut));

/** An incident in which a text stands in every place that takes one. */
export function hostileRun(text: string, id: string): readonly Planned[] {
  return [
    {
      ...started(id, {
        title: text,
        section: text,
        runbook: text,
        target: text,
        text,
        language: text,
      }),
      actor: text,
    },
    ended(id, text, {
      message: text,
      output: output(text, { tail: text, truncated: true, file: text, sha256: text }),
      verdict: { kind: 'fail', message: text, difference: text },
    }),
    { type: 'note.added', data: { noteId: `n${id}`, text }, actor: text },
    { type: 'note.edited', data: { noteId: `n${id}`, text: `x ${text}` } },
    {
      type: 'evidence.pinned',
      data: { evidenceId: `e${id}`, title: text, text, url: text, file: text, runId: text },
    },
    {
      type: 'evidence.pinned',
      data: { evidenceId: `f${id}`, title: 'x', url: `https://x.test/${text}` },
    },
    {
      type: 'item.ticked',
      data: {
        runbook: text,
        checklistId: 'c',
        checklistTitle: text,
        itemId: 'i',
        itemText: text,
        state: 'skipped',
        reason: text,
        note: text,
      },
    },
    {
      type: 'run.refused',
      data: {
        runId: `r${id}`,
        runbook: text,
        runbookHash: text,
        stepId: text,
        title: text,
        line: 1,
        code: text,
        message: text,
        text,
      },
    },
    { type: 'incident.handover', data: { from: text, to: text, text } },
    { type: 'incident.assigned', data: { role: text, person: text } },
    { type: 'update.posted', data: { text } },
  ];
}

export function hostileLog(texts: readonly string[]) {
  const [first = 'x'] = texts;
  return logOf([
    {
      type: 'incident.declared',
      data: {
        title: first,
        severity: first,
        commander: first,
        runbook: first,
        section: first,
        drill: true,
      },
    },
    ...texts.flatMap((text, index) => hostileRun(text, String(index))),
  ]);
}
