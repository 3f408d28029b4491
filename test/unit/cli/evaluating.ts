import { delta, done, type FaultServer, finish, said, stream, usage } from '../../support/faultServer.ts';
import type { Reply } from '../../support/faultServer.ts';

/** A whole sample with some reasoning, whose answer ends with this. */
export const answering = (answer: string): Reply =>
  stream([delta({ reasoning_content: 'I multiply.' }), said('It is '), said(answer), finish(), usage, done]);

/** Evaluates items of `math500.jsonl` on the model `tiny` of a server. */
export const evaluating = (server: FaultServer, ...args: readonly string[]): string[] => [
  ...['evaluate', 'math500.jsonl', '--endpoint', `${server.baseUrl}#tiny`],
  ...args,
];
