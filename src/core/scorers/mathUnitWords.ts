/** Spellings of one unit share a line; the first is the one kept. */
const spellings = `
m meter meters metre metres
cm centimeter centimeters centimetre centimetres
mm millimeter millimeters millimetre millimetres
km kilometer kilometers kilometre kilometres
in inch inches
ft foot feet
yd yard yards
mi mile miles
s sec secs second seconds
min mins minute minutes
h hr hrs hour hours
day days
week weeks
month months
year years yr yrs
g gram grams
kg kilogram kilograms
lb lbs pound pounds
oz ounce ounces
l liter liters litre litres
ml milliliter milliliters
dollar dollars usd
cent cents
radian radians rad rads
n newton newtons
j joule joules
w watt watts
person people persons
man men
woman women
child children
`;
const canonical = new Map<string, string>(
  spellings
    .trim()
    .split('\n')
    .flatMap((line) => {
      const words = line.trim().split(' ');
      return words.map((word): [string, string] => [word, words[0] ?? word]);
    }),
);
canonical.set('mph', 'mi/h');
canonical.set('kph', 'km/h');
const kept = new Set(canonical.values());

/** Words that say no more than that a number is a number of something. */
const idle = new Set(['unit', 'units', 'of', 'the', 'a', 'an', 'in', 'total', 'about', 'exactly', 'only']);

const powers = new Map([
  ['square', '2'],
  ['sq', '2'],
  ['cubic', '3'],
  ['cu', '3'],
]);

/** A spelling of one of the units in the table, in whatever case. */
export const isKnownUnit = (word: string): boolean => canonical.has(word.toLowerCase());

const oneUnit = (word: string): string => canonical.get(word.toLowerCase()) ?? word.toLowerCase();

/**
 * `square inches`, `in^2`, `inches²`, `miles per hour`, `km/h` in one spelling each, unknown words as they are. `unit`,
 * with its power, for units of nothing in particular; '' for words that say nothing.
 */
export function canonicalUnit(words: string, exponent: string): string {
  const normal = words
    .toLowerCase()
    .replace(/\bper\b/g, '/')
    .replace(/\s*\/\s*/g, '/')
    // `p.m.` is `pm`.
    .replace(/\b([a-z])\.(?=[a-z]\b)/g, '$1')
    .trim();
  const all = normal.split(/\s+/).map((word) => word.replace(/[.,]$/, ''));
  // The last word `in` is inches; another one is `in total`.
  const said = all.filter(
    (word, at) => word !== '' && (!idle.has(word) || (word === 'in' && at === all.length - 1)),
  );
  const named = said
    .filter((word) => !powers.has(word))
    .map((word) => word.split('/').map(withPower).join('/'));
  const power = said.flatMap((word) => powers.get(word) ?? []).at(-1) ?? exponent.replace(/[^\d-]/g, '');
  const raised = power === '' || power === '1' ? '' : `^${power}`;
  if (named.length === 0)
    return raised !== '' || all.some((word) => /^units?$/.test(word)) ? `unit${raised}` : '';
  // Square tiles are tiles.
  if (exponent === '' && !named.every(isKnown)) return said.join(' ');
  return named.join(' ') + raised;
}

function withPower(word: string): string {
  const match = /^([a-z]+)\^?\{?(-?\d)?\}?$/.exec(word);
  if (match === null) return word;
  return oneUnit(match[1] ?? word) + (match[2] === undefined ? '' : `^${match[2]}`);
}

const isKnown = (unit: string): boolean =>
  unit.split('/').every((part) => part === '' || kept.has(part.replace(/\^-?\d$/, '')));

/** The singular of an unknown word, near enough to compare it. */
const singular = (word: string): string =>
  isKnown(word)
    ? word
    : word
        .replace(/ies$/, 'y')
        .replace(/(?<=[^s])s$/, '')
        .replace(/(?<=s|x|z|ch|sh)e$/, '');

/**
 * Two units that cannot be meant for each other: km and m, men and women, square units and cubic ones. One may say more
 * than the other: `red apples` are apples, `m high` are m, but light years are no years.
 */
export function unitsConflict(a: string | null, b: string | null): boolean {
  if (a === null || b === null || a === b) return false;
  // A price for each of something is a price.
  if (a === 'dollar' ? b.startsWith('dollar/') : b === 'dollar' && a.startsWith('dollar/')) return false;
  const [few = [], many = []] = [a, b]
    .map((unit) => unit.split(' ').map(singular))
    .toSorted((x, y) => x.length - y.length);
  const power = (words: readonly string[]): string => /\^.*$/.exec(words.at(-1) ?? '')?.[0] ?? '';
  if (few.length === 1 && /^unit(?:\^|$)/.test(few[0] ?? '')) return power(few) !== power(many);
  if (many.length === 1 && /^unit(?:\^|$)/.test(many[0] ?? '')) return power(few) !== power(many);
  if (few.every(isKnown)) return !few.every((word, at) => word === many[at]);
  return !few.every((word) => many.includes(word));
}
