/** From two to six in the languages whose cadences are read. */
const NUMBERS: readonly (readonly string[])[] = [
  ['zwei', 'deux', 'dos', 'dois', 'duas', 'due', 'twee'],
  ['drei', 'trois', 'tres', 'três', 'tre', 'drie'],
  ['vier', 'quatre', 'cuatro', 'quatro', 'quattro'],
  ['fünf', 'cinq', 'cinco', 'cinque', 'vijf'],
  ['sechs', 'six', 'seis', 'sei', 'zes'],
];

/** "Alle drei Monate", "tous les trois mois" with the number in digits. */
export function inFewDigits(text: string): string {
  return text.replace(
    /\b(alle|tous les|toutes les|cada|ogni|elke|om de) (\p{L}+)(?= \p{L})/giu,
    (all, every: string, word: string) => {
      const at = NUMBERS.findIndex((words) => words.includes(word.toLowerCase()));
      return at < 0 ? all : `${every} ${String(at + 2)}`;
    },
  );
}
