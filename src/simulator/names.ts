/** The first users of every world: easy to type, of every length, with the signs that a uid may have. */
const FIRST = [
  'alice',
  'bob',
  'c2',
  'carol',
  'dmitri_k',
  'Eve',
  'support-desk-berlin',
  'x',
  'grace.hopper',
  'frank_1984',
  'c3',
  'nightwatch.operations.europe-west',
  'heidi',
  '4711',
  'ivan.petrov',
  'Judy-Q',
];

const GIVEN =
  'amara ben chiara dai elif farid greta hugo ines jonas kaya liam mei noor olga pavel quinn rosa sven tariq uma viktor wanda yusuf zoe'.split(
    ' ',
  );
const FAMILY =
  'abe berg costa diaz endo fischer garcia haddad ito jensen kim lopez mori nair okafor park quist rossi sato tanaka ueda vogel wu ximenez young zhang'.split(
    ' ',
  );
const JOINTS = ['.', '_', '-', '.'];

/** The uids of the first `count` users, all different even when case is ignored, and the same in every world. */
export function userNames(count: number): string[] {
  return Array.from({ length: count }, (_, index) => FIRST[index] ?? generatedName(index - FIRST.length));
}

function generatedName(index: number): string {
  const given = index % GIVEN.length;
  const turn = Math.floor(index / GIVEN.length);
  const round = Math.floor(turn / FAMILY.length);
  const family = (turn + given) % FAMILY.length;
  const name = `${GIVEN[given]}${JOINTS[index % JOINTS.length]}${FAMILY[family]}`;
  return round === 0 ? name : `${name}${round + 1}`;
}
