import type { ByteSource } from './byteSource.ts';
import type { Encoding } from './encoding.ts';
import { readValue, type TextForm } from './readValue.ts';
import type { Records } from './records.ts';
import { indexesInSelection } from './selection.ts';
import type { Values } from './values.ts';
import { windowed } from './windowed.ts';

/** The records of a text: each read from its bytes, decoded and parsed when it is asked for. */
export function textRecords(
  file: string,
  source: ByteSource,
  encoding: Encoding,
  values: Values,
  form: TextForm,
): Records {
  return {
    count: values.count,
    size: source.size,
    sizeOf: (index) => {
      const [start, end] = values.range(index);
      return end - start;
    },
    lineOf: (index) => values.lineOf(index),
    indexAt: values.indexAt,
    indexesInSelection: (selection) => indexesInSelection(values, selection, encoding, source.read),
    reader: (ahead) => {
      const read = ahead ? windowed(source) : source.read;
      return (index) => readValue({ file, source, encoding, values, form }, index, read);
    },
  };
}
