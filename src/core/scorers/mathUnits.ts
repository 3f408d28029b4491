/** What stands around the value of an answer. */
export interface Affixes {
  /** The answer without them. */
  readonly bare: string;
  readonly percent: boolean;
  readonly degrees: boolean;
  /** In one spelling; null where there is none. */
  readonly unit: string | null;
}

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
mph
radian radians rad rads
n newton newtons
j joule joules
w watt watts
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
/** Words that say no more than that a number is a number of something. */
const idle = new Set(['unit', 'units', 'of', 'the', 'a', 'an', 'in', 'total', 'about', 'exactly', 'only']);
const joining =
  /\b(?:or|and|if|when|where|for|with|is|are|not|no|does|do|undefined|none|then|to|through|by|mod|from|hundred|thousand|million|billion|trillion|dozen|half|halves|thirds?|quarters?|squared|cubed|factorial|times|plus|minus|less|more|over|root|remainder|base)\b/i;

const oneUnit = (word: string): string => canonical.get(word.toLowerCase()) ?? word.toLowerCase();

/** `square inches`, `in^2`, `inches²`, `miles per hour`, `km/h` in one spelling each; '' for idle words. */
function canonicalUnit(words: string, exponent: string): string {
  let power = exponent.replace(/[^\d-]/g, '');
  const normal = words
    .replace(/\bper\b/gi, '/')
    .replace(/\s*\/\s*/g, '/')
    .trim();
  const kept: string[] = [];
  for (const word of normal.split(/\s+/)) {
    const lower = word.toLowerCase().replace(/[.,]$/, '');
    if (/^(?:square|sq)$/.test(lower)) power = '2';
    else if (/^(?:cubic|cu)$/.test(lower)) power = '3';
    else if (lower !== '' && !idle.has(lower)) kept.push(lower.split('/').map(withPower).join('/'));
  }
  const unit = kept.join(' ');
  if (unit === '') return '';
  return power === '' || power === '1' ? unit : `${unit}^${power}`;
}

function withPower(word: string): string {
  const match = /^([a-z]+)\^?\{?(-?\d)?\}?$/.exec(word);
  if (match === null) return word;
  return oneUnit(match[1] ?? word) + (match[2] === undefined ? '' : `^${match[2]}`);
}

/** Ends in a digit, a closing bracket or a name: something that can have a unit. */
const measurable = /[\d)}\]!]$|\\(?:pi|infty)$/;

/**
 * Takes percent, degrees and a unit off the end of a cleaned answer. A unit is roman text after a value, or
 * words after a numeral; `\text{ or }` and the like are none.
 */
export function withoutAffixes(clean: string): Affixes {
  let bare = clean.replace(
    /\\frac\{\s*\\text\{([^{}]*)\}\s*\}\{\s*\\text\{([^{}]*)\}\s*\}/g,
    '\\text{$1/$2}',
  );
  bare = bare.replace(/\\text\{([^{}]*)\}\s*\/\s*\\text\{([^{}]*)\}/g, '\\text{$1/$2}').trim();
  let unit = '';
  const roman = /^(.*\S)\s*\\text\{\s*([^{}]*?)\s*\}\s*(\^\s*\{?\s*-?\d\s*\}?)?$/.exec(bare);
  const plain =
    /^(.*[\d}\])°%])\s*?(?<=[\d}\])°%]|\s)([A-Za-z][A-Za-z./ ]*[A-Za-z]|[A-Za-z]{2,})\s*(\^\s*\{?\s*-?\d\s*\}?)?$/.exec(
      bare,
    );
  const match = roman ?? plain;
  if (match !== null) {
    const [, value = '', words = '', exponent = ''] = match;
    if (isUnit(words, value.trim(), roman !== null)) {
      bare = value.trim();
      unit = canonicalUnit(words, exponent);
    }
  }
  // In `\\sin 30°` the sign belongs to the angle, not to the value.
  const ofAngle = bare.endsWith('°') && /\\(?:sin|cos|tan|cot|sec|csc)(?![A-Za-z])/.test(bare);
  const percent = bare.endsWith('%') || /^percent(?:age points?)?$/.test(unit);
  const degrees =
    (bare.endsWith('°') && !ofAngle) || /^(?:degrees?|deg)(?: (?:celsius|fahrenheit|[cf]))?$/.test(unit);
  if (/[%°]$/.test(bare) && !ofAngle) bare = bare.slice(0, -1).trim();
  return { bare, percent, degrees, unit: unit === '' || percent || degrees ? null : unit };
}

function isUnit(words: string, value: string, roman: boolean): boolean {
  if (!measurable.test(value.replace(/[%°]$/, '')) || joining.test(words) || value.includes('\\text'))
    return false;
  if (!/[A-Za-z]/.test(words)) return false;
  if (roman) {
    // `2\text{i}` and `3\text{e}` are numbers.
    return words.length > 1 || (/^[A-Zgklmsh]$/.test(words) && /^[-\d.,/{}\\frac]+$/.test(value));
  }
  const list = words.split(/[\s/.]+/).filter((word) => word !== '');
  return (
    list.every((word) =>
      canonical.has(word.toLowerCase()) ? word.length > 1 : /^[A-Za-z]{3,}$/.test(word),
    ) &&
    list.some(
      (word) =>
        !/^(?:sqrt|sin|cos|tan|cot|sec|csc|log|exp|arcsin|arccos|arctan|infty|pi|ln|lg|binom|infinity)$/.test(
          word,
        ),
    )
  );
}

/** Two units that cannot be meant for each other, such as km and m. An unknown word says nothing. */
export function unitsConflict(a: string | null, b: string | null): boolean {
  if (a === null || b === null || a === b) return false;
  return known(a) && known(b);
}

const known = (unit: string): boolean =>
  unit.split('/').every((part) => [...canonical.values()].includes(part.replace(/\^-?\d$/, '')));
