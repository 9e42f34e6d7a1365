import { describeWordings } from '../wordings';

const under = (text: string): string =>
  `# Toy kiln\n\n## Cooling\n\n${text}\n\n## Last words\n\nSay hello.\n`;

describeWordings([
  {
    code: 'empty-section',
    faults: [
      'TBD',
      'To be written.',
      '*Fill this in.*',
      'Fill in later',
      'To be filled in.',
      'Placeholder',
      '<!-- nothing yet -->',
      'Placeholder text.',
      'This is a placeholder.',
      'Folgt noch.',
      'Volgt.',
      'Coming soon: how the kiln is cooled.',
    ].map(under),
    sound: [
      'Fill in: what is fired, how hot, who stays.',
      'Fill in the form beside the door.',
      'Placeholder: `<kiln>` is the number on the lid.',
      'Placeholders are in angle brackets.',
      'Folgt man dem Rohr, so steht man vor dem Ventil.',
      'Open the lid after 8 hours.',
    ].map(under),
  },
]);
