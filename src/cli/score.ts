import { parseArgs } from 'node:util';

import { stringifyJson } from '../core/json.ts';
import { scoreLine } from '../core/scorers/scoreLine.ts';
import { scoreHelp } from '../workspace/scoring/scoreHelp.ts';
import { type Command, type ExitStatus, type Io, UsageError } from './io.ts';
import { mayRunCode, runCodeOption } from './runCode.ts';

/** `score`: scores responses that come on stdin, one a line. */
export const score: Command = {
  summary: 'score responses from stdin, one JSON object a line',
  usage: `Usage: reasoning-transfer score [--run-code] < RESPONSES

stdin: one {"benchmark", "item", "response", "reasoning"?, "finish_reason"?, "choices"?} a line. "item" holds the
benchmark's published fields (those its scorer reads must be there), "choices" the option texts in the order
they were sent.

stdout: one {"score", "extracted", "reason", "parts"?: {"right", "of"}} a line, in the same order. A bad line or
an unknown benchmark gives {"score": null, "reason"} in its place. Exit status 1 if a line could not be scored:
bad, without a gold answer or a scorer, of a response that failed, or of code that was not run.

${runCodeOption}`,
  run,
};

async function run(args: readonly string[], io: Io): Promise<ExitStatus> {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    // The output is the same with and without; scripts may pass it to every command alike.
    options: { json: { type: 'boolean' }, 'run-code': { type: 'boolean', default: false } },
  });
  if (positionals.length > 0) {
    throw new UsageError('Responses are read from stdin; give no file.');
  }
  let status: ExitStatus = 0;
  const help = scoreHelp(__dirname, mayRunCode(values['run-code'], io));
  try {
    for await (const line of io.lines()) {
      const { result, isProblem } = await scoreLine(line, help, io.signal);
      if (isProblem) {
        status = 1;
      }
      if (!io.print(stringifyJson(result)) || io.signal.aborted) {
        return 1;
      }
    }
  } finally {
    await help.dispose();
  }
  return status;
}
