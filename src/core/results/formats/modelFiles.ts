import { adapterRelation, cardRelation } from '../modelRelations.ts';
import type { ResultsFormat } from './format.ts';
import { textOf } from './jsonFile.ts';

/** A card is text for people, and its front matter stands at its start. */
const readBytes = 1024 * 1024;

/**
 * What lies beside the weights of a model and says what it was tuned from: PEFT's `adapter_config.json`, and the model
 * card `README.md`. They hold no results.
 */
export const modelFiles: ResultsFormat = {
  name: 'model-files',
  claims: ({ path, head }) =>
    head.length > 0 &&
    (isAdapter(path) || (isCard(path) && Buffer.from(head.subarray(0, 4)).toString() === '---\n')),
  read: async (source) => {
    const text = textOf(await source.read(0, Math.min(source.size, readBytes))) ?? '';
    const relation = (isAdapter(source.path) ? adapterRelation : cardRelation)(source.path, text);
    return { parts: [], samples: [], problems: [], relations: relation === null ? [] : [relation] };
  },
  sample: () => Promise.resolve(null),
};

function isAdapter(path: string): boolean {
  return /(?:^|\/)adapter_config\.json$/.test(path);
}

function isCard(path: string): boolean {
  return /(?:^|\/)readme\.md$/i.test(path);
}
