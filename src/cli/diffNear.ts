/** Names whose edits are counted: more take too long; of the rest only those that hold the name are near. */
const mostCompared = 20_000;
const longestName = 200;

/**
 * The names that are most like a name that is not there: those that hold it, then those with the fewest edits. A number
 * is held where no letter or digit is around it, for in hashes any number stands, and no other number is near it.
 */
export function nearNames(name: string, names: Iterable<string>, most = 5): readonly string[] {
  const wanted = name.toLowerCase();
  const limit = Math.min(Math.max(2, Math.floor(wanted.length / 3)), wanted.length - 1);
  const number = /^\d+$/.test(wanted)
    ? new RegExp(`(?<![\\p{L}\\p{N}])${wanted}(?![\\p{L}\\p{N}])`, 'u')
    : null;
  const holds = (text: string): boolean =>
    number === null ? text.includes(wanted) || (text !== '' && wanted.includes(text)) : number.test(text);
  const near: { readonly name: string; readonly distance: number }[] = [];
  let compared = 0;
  for (const each of names) {
    const text = each.toLowerCase();
    if (wanted !== '' && holds(text)) {
      near.push({ name: each, distance: 0 });
    } else if (
      number === null &&
      Math.abs(text.length - wanted.length) <= limit &&
      text.length <= longestName
    ) {
      if ((compared += 1) > mostCompared) continue;
      const distance = editsBetween(wanted, text);
      if (distance <= limit) near.push({ name: each, distance });
    }
  }
  const order = (text: string): number => Math.abs(text.length - name.length);
  return near
    .sort((a, b) => a.distance - b.distance || order(a.name) - order(b.name) || (a.name < b.name ? -1 : 1))
    .slice(0, most)
    .map((each) => each.name);
}

/** Letters to insert, delete and replace (Levenshtein's distance). */
function editsBetween(a: string, b: string): number {
  let before = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const now = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (before[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      now.push(Math.min(replaced, (before[j] ?? 0) + 1, (now[j - 1] ?? 0) + 1));
    }
    before = now;
  }
  return before[b.length] ?? 0;
}
