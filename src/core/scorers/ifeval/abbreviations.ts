/**
 * Abbreviations of English text whose full stop mostly ends no sentence, in small letters without the last full stop:
 * of the common ones those that Punkt's English model knows. Single letters are initials (see `sentencesOf`).
 */
export const abbreviations: ReadonlySet<string> = new Set(
  [
    // Titles and names.
    'mr mrs ms dr prof messrs gen sen rep reps col lt maj adm jr sr st',
    // Firms, and what they are counted in.
    'inc corp co cos ltd bros cie vs ft yr mg',
    // Months and days.
    'jan feb aug sep sept oct nov dec tues wed fri',
    // States and streets.
    'ala ariz calif colo conn fla ga ill kan ky mich minn nev okla ore pa tenn va vt wash wis ave',
    // Letters with full stops between.
    'u.s u.s.a u.s.s.r u.k u.n d.c l.a s.a a.d a.m p.m n.c n.h n.j n.m n.y m.b.a ph.d j.r j.p',
  ].flatMap((line) => line.split(' ')),
);

/** Words that begin a sentence where they stand in capitals after an abbreviation; names do not. */
export const starters: ReadonlySet<string> = new Set(
  (
    'the he it they this these there here in under among but nor so if when while since although though however ' +
    'moreover thus indeed instead meanwhile nevertheless despite even yet some many most both without such which her your'
  ).split(' '),
);
