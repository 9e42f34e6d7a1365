/** Text colours on the light and on the dark page: each has a contrast of at least 4.5 to 1. */
const LIGHT =
  '1f2328 b3001b 116329 7a4b00 0550ae 6e3fc4 0b5e6b 57606a 57606a a40e26 0d5b27 6b4200 0a3fa8 7a2fb8 07525e 1f2328';
const DARK =
  '9aa4af ff8b84 56d364 e3b341 79c0ff d2a8ff 56d4dd c9d1d9 9aa4af ffa198 7ee787 f2cc60 a5d6ff e2c5ff a0e9ef ffffff';
/** Backgrounds and the text colour each brings, on either page. */
const BACKGROUNDS =
  '1f2328 b3001b 116329 7a4b00 0550ae 6e3fc4 0b5e6b d0d7de 57606a a40e26 0d5b27 f2cc60 0a3fa8 7a2fb8 07525e ffffff';
const PALE = new Set([7, 11, 15]);

/** The style of an exported page: light or dark as the reader's system, and on paper. */
export function pageStyle(): string {
  return `
:root { color-scheme: light dark; --page: #ffffff; --box: #f6f8fa; --text: #1f2328; --faint: #57606a; --line: #d0d7de; --link: #0550ae; --good: #116329; --bad: #b3001b; --eyes: #7a4b00; ${variables(LIGHT)} }
@media (prefers-color-scheme: dark) { :root { --page: #0d1117; --box: #161b22; --text: #e6edf3; --faint: #9aa4af; --line: #30363d; --link: #79c0ff; --good: #56d364; --bad: #ff8b84; --eyes: #e3b341; ${variables(DARK)} } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
header, main, footer { max-width: 60rem; margin: 0 auto; padding: 1rem 1.5rem; }
header, footer { border: 0 solid var(--line); }
header { border-bottom-width: 1px; }
footer { border-top-width: 1px; }
h1 { font-size: 1.8rem; line-height: 1.2; overflow-wrap: anywhere; }
h2 { font-size: 1.25rem; margin-top: 2rem; }
h3 { font-size: 1rem; margin: 0; overflow-wrap: anywhere; }
article { border-left: 4px solid var(--line); margin: 1rem 0; padding: 0 0 0 1rem; }
article.passed { border-left-color: var(--good); }
article.failed { border-left-color: var(--bad); }
article.needs-eyes { border-left-color: var(--eyes); border-left-style: dashed; }
article p { margin: .25rem 0; overflow-wrap: anywhere; }
.good { color: var(--good); } .bad { color: var(--bad); } .eyes { color: var(--eyes); }
time, .who { color: var(--faint); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: 1rem 0; }
dt { color: var(--faint); } dd { margin: 0; overflow-wrap: anywhere; }
pre { background: var(--box); border: 1px solid var(--line); border-radius: 6px; margin: .5rem 0; padding: .75rem; white-space: pre-wrap; overflow-wrap: anywhere; font: .85rem/1.45 ui-monospace, monospace; }
pre.command { border-left: 4px solid var(--faint); }
code { font-family: ui-monospace, monospace; overflow-wrap: anywhere; }
blockquote { border-left: 4px solid var(--line); margin: .5rem 0; padding: 0 1rem; overflow-wrap: anywhere; }
table { border-collapse: collapse; } th, td { border: 1px solid var(--line); padding: .25rem .5rem; text-align: left; overflow-wrap: anywhere; }
a { color: var(--link); text-decoration: underline; }
.watermark { border: 2px solid currentColor; color: var(--bad); display: inline-block; font-weight: 700; padding: .25rem .75rem; }
.drill::before { content: 'DRILL'; position: fixed; inset: 30% 0 auto 0; text-align: center; font-size: 12rem; font-weight: 800; opacity: .07; transform: rotate(-20deg); pointer-events: none; }
.bold { font-weight: 700; } .italic { font-style: italic; } .underline { text-decoration: underline; } .strike { text-decoration: line-through; }
${rules()}
@media print { :root { --page: #ffffff; --box: #ffffff; --text: #000000; --faint: #444444; } body { font-size: 10pt; } pre { font-size: 8pt; line-height: 1.3; border-radius: 0; padding: .4rem; } h2, h3 { break-after: avoid; } header, main, footer { max-width: none; padding: 0; } }
`;
}

function variables(colours: string): string {
  return colours
    .split(' ')
    .map((colour, index) => `--c${index}: #${colour};`)
    .join(' ');
}

function rules(): string {
  return BACKGROUNDS.split(' ')
    .map((background, index) => {
      const text = PALE.has(index) ? '#1f2328' : '#ffffff';
      return `.c${index} { color: var(--c${index}); } .b${index} { background: #${background}; color: ${text}; }`;
    })
    .join('\n');
}
