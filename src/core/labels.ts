import type { Endpoint } from './endpoint.ts';

/**
 * A label as the name of a folder, as lm-evaluation-harness names its folders of models: each run of
 * `" < > : / | \ ? * [ ]` becomes `__`. Beyond that rule, control characters do too, and a name of dots alone or
 * with a dot or space at its end gets a `_`, since such names mean other places or are refused by Windows.
 */
export function sanitiseLabel(label: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what is to be replaced
  const name = label.replace(/["<>:/|\\?*[\]\u0000-\u001f]+/g, '__');
  return name === '' || /[. ]$/.test(name) ? `${name}_` : name;
}

/**
 * The same endpoints with labels that are unique, also as folders on file systems that ignore case: a second one
 * gets `@host:port`, and where that is taken too, a number.
 */
export function uniqueLabels(endpoints: readonly Endpoint[]): Endpoint[] {
  const taken = new Set<string>();
  return endpoints.map((endpoint) => {
    const placed = `${endpoint.label}@${new URL(endpoint.baseUrl).host}`;
    const free = (label: string): boolean => !taken.has(folderKey(label));
    let label = free(endpoint.label) ? endpoint.label : placed;
    for (let number = 2; !free(label); number += 1) label = `${placed} ${number}`;
    taken.add(folderKey(label));
    return label === endpoint.label ? endpoint : { ...endpoint, label };
  });
}

function folderKey(label: string): string {
  return sanitiseLabel(label).toLowerCase();
}
