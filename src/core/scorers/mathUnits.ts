import { canonicalUnit, isKnownUnit } from './mathUnitWords.ts';

/** What stands around the value of an answer. */
export interface Affixes {
  /** The answer without them. */
  readonly bare: string;
  readonly percent: boolean;
  readonly degrees: boolean;
  /** In one spelling, `unit` where it says no more, with percent and degrees what they are of; null where there is none. */
  readonly unit: string | null;
}

/** Words that make of what stands before them more than a number with its unit. */
const joining =
  /\b(?:or|and|if|when|where|for|with|is|are|not|no|does|do|undefined|none|then|to|through|by|mod|from|hundred|thousand|million|billion|trillion|dozen|half|halves|thirds?|quarters?|squared|cubed|factorial|times|plus|minus|less|more|over|root|remainder|base)\b/i;

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
  // Also within: `\\$3 + \\$5`. `\\$5 per hour` has both.
  if (bare.includes('\\$')) {
    bare = bare.replace(/\\\$ ?/g, '').trim();
    if (unit === '' || !/^(?:dollar|cent)\b/.test(unit))
      unit = `dollar${unit.startsWith('/') || unit === '' ? '' : ' '}${unit}`;
  }
  // In `\\sin 30°` the sign belongs to the angle, not to the value.
  const ofAngle = bare.endsWith('°') && /\\(?:sin|cos|tan|cot|sec|csc)(?![A-Za-z])/.test(bare);
  const [, said, of = ''] = /^(percent|percentage points?|degrees?|deg)(?: (.*))?$/.exec(unit) ?? [];
  const percent = bare.endsWith('%') || (said ?? '').startsWith('percent');
  const degrees = (bare.endsWith('°') && !ofAngle) || (said ?? '').startsWith('deg');
  if (/[%°]$/.test(bare) && !ofAngle) bare = bare.slice(0, -1).trim();
  const words = said === undefined ? unit : of;
  const scale = degrees && words === 'c' ? 'celsius' : degrees && words === 'f' ? 'fahrenheit' : words;
  return { bare, percent, degrees, unit: scale || null };
}

function isUnit(words: string, value: string, roman: boolean): boolean {
  if (!measurable.test(value.replace(/[%°]$/, '')) || joining.test(words) || value.includes('\\text'))
    return false;
  if (!/[A-Za-z]/.test(words)) return false;
  if (roman) {
    // `2\text{i}` and `3\text{e}` are numbers.
    return words.length > 1 || (/^[A-Zgklmsh]$/.test(words) && /^[-\d.,/{}\\frac°]+$/.test(value));
  }
  const list = words.split(/[\s/.]+/).filter((word) => word !== '');
  return (
    list.every((word) => (isKnownUnit(word) ? word.length > 1 : /^[A-Za-z]{3,}$/.test(word))) &&
    list.some(
      (word) =>
        !/^(?:sqrt|sin|cos|tan|cot|sec|csc|log|exp|arcsin|arccos|arctan|infty|pi|ln|lg|binom|infinity)$/.test(
          word,
        ),
    )
  );
}
