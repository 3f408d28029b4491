/**
 * Whether a path is one that a glob pattern names: `*` and `?` within a name, `**` over folders, `{a,b}` one of
 * several. A pattern without `/` names the file alone; one with it the end of the path, or all of it where it
 * begins with `/`. Backslashes in the path are slashes.
 */
export function filePattern(pattern: string): (file: string) => boolean {
  const expression = new RegExp(`${pattern.startsWith('/') ? '^' : '(?:^|/)'}${source(pattern)}$`);
  return (file) => expression.test(file.replaceAll('\\', '/'));
}

function source(pattern: string): string {
  let depth = 0;
  const translated = pattern.replace(/\*\*\/|\*\*|\*|\?|\{|\}|,|[.+^$()|[\]\\]/g, (sign) => {
    switch (sign) {
      case '**/':
        return '(?:[^/]+/)*';
      case '**':
        return '.*';
      case '*':
        return '[^/]*';
      case '?':
        return '[^/]';
      case '{':
        depth += 1;
        return '(?:';
      case '}':
        depth -= 1;
        return depth < 0 ? '\\}' : ')';
      case ',':
        return depth > 0 ? '|' : ',';
      default:
        return `\\${sign}`;
    }
  });
  // A brace that is not closed is text, as the whole pattern then is.
  return depth === 0 ? translated : pattern.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
