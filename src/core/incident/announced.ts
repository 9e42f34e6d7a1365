/** By the key of a deadline: when to say it again (milliseconds), `null` for never. */
export type Told = Readonly<Record<string, number | null>>;

/** What was announced of the deadlines of each incident, by its id. Plain JSON. */
export type Announced = Readonly<Record<string, Told>>;

/** Of more incidents nothing is kept: that many are not open at once. */
const MOST = 20;

/** Takes note that a deadline was announced; the incident worked on last is forgotten last. */
export function announce(
  announced: Announced,
  id: string,
  key: string,
  next: number | null,
): Announced {
  const others = Object.entries(announced).filter(([other]) => other !== id);
  const told = { ...announced[id], [key]: next };
  return Object.fromEntries([...others.slice(1 - MOST), [id, told]]);
}
