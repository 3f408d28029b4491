import type { JsonObject } from '../json.ts';
import { scalarText } from './layout.ts';

export type AimeYear = 'AIME24' | 'AIME25';

/**
 * Which AIME a record belongs to. Its own fields say it first (an id such as `2024-I-4` or `aime24-0`, the
 * year, the source's address), then its layout (`Problem`/`Answer` and `expected_answer` are AIME24's), and
 * only where the fields are equal the file's name, then its folder, then the one above. Null: nothing says.
 */
export function aimeYear(record: JsonObject, file: string): AimeYear | null {
  const own = ['ID', 'id', 'url', 'source', 'year'].map((field) => yearIn(scalarText(record[field]) ?? ''));
  const said = own.find((year) => year !== null);
  if (said !== undefined) return said;
  const capital = 'Problem' in record && ('Answer' in record || 'ID' in record);
  if (capital || 'expected_answer' in record) return 'AIME24';
  return yearOfPath(file);
}

/** `2024` where it stands as a number of its own, or `aime24` with or without a sign between. */
function yearIn(text: string): AimeYear | null {
  const years = new Set(
    [...text.matchAll(/(?<!\d)20(24|25)(?!\d)|aime[^a-z0-9]*(?:20)?(24|25)(?!\d)/gi)].map(
      (m) => m[1] ?? m[2],
    ),
  );
  if (years.size !== 1) return null;
  return years.has('24') ? 'AIME24' : 'AIME25';
}

/** A run's date in a file name is no year of AIME: a bare 2024 counts only where the name or folder says AIME. */
function yearOfPath(file: string): AimeYear | null {
  const parts = file
    .split(/[\\/]/)
    .filter((part) => part !== '')
    .slice(-3)
    .reverse();
  for (const part of parts) {
    const named = [...part.matchAll(/aime[^a-z0-9]*(?:i{1,2}[^a-z0-9]+)?(?:20)?(24|25)(?!\d)/gi)].map(
      (m) => m[1],
    );
    const years = new Set(named);
    if (years.size === 1) return years.has('24') ? 'AIME24' : 'AIME25';
  }
  const [name = '', folder = ''] = parts;
  return /aime/i.test(name) || /aime/i.test(folder) ? yearIn(name) : null;
}
