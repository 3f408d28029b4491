import { version } from '../../package.json';
import { diff } from './diff.ts';
import { evaluate } from './evaluate.ts';
import { index } from './indexCommand.ts';
import { type Command, type ExitStatus, type Io, UsageError } from './io.ts';
import { items } from './items.ts';
import { processIo } from './processIo.ts';
import { rescore } from './rescore.ts';
import { results } from './results.ts';
import { score } from './score.ts';
import { transfer } from './transfer.ts';

const commands: ReadonlyMap<string, Command> = new Map([
  ['items', items],
  ['evaluate', evaluate],
  ['results', results],
  ['transfer', transfer],
  ['index', index],
  ['score', score],
  ['rescore', rescore],
  ['diff', diff],
]);

const usage = `Usage: reasoning-transfer COMMAND …

${[...commands].map(([name, { summary }]) => `  ${name.padEnd(10)}${summary}`).join('\n')}

  reasoning-transfer COMMAND --help says more; reasoning-transfer --version prints the version.

Exit status: 0 done; 1 done, with failures or problems that the output lists; 2 wrong usage or unreadable
input, nothing done. With --json, stdout holds machine output alone; messages go to stderr.`;

/** Runs the process' own arguments and sets its exit status. */
export async function main(): Promise<void> {
  process.exitCode = await runCommand(process.argv.slice(2), processIo());
}

/** Runs one command line, the program's name apart. */
export async function runCommand(args: readonly string[], io: Io): Promise<ExitStatus> {
  const [name, ...rest] = args;
  if (name === undefined) {
    io.say(usage);
    return 2;
  }
  if (name === '--help' || name === '-h' || name === 'help') {
    io.print(usage);
    return 0;
  }
  if (name === '--version' || name === '-v') {
    io.print(version);
    return 0;
  }
  const command = commands.get(name);
  if (command === undefined) {
    io.say(`There is no command "${name}". There are: ${[...commands.keys()].join(', ')}.`);
    return 2;
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    io.print(command.usage);
    return 0;
  }
  try {
    return await command.run(rest, io);
  } catch (error) {
    if (error instanceof UsageError || isParseArgsError(error)) {
      io.say(`${error.message}\nreasoning-transfer ${name} --help shows how it is used.`);
      return 2;
    }
    throw error;
  }
}

/** What `parseArgs` of node:util throws for an unknown option and the like; its message is fit to be shown. */
function isParseArgsError(error: unknown): error is Error {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    error.code.startsWith('ERR_PARSE_ARGS')
  );
}
