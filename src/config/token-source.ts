import { safe } from '../text/safe.ts';
import { type ConfigIo, describeFileError } from './files.ts';
import type { Origin } from './origin.ts';
import type { Problem } from './problem.ts';
import type { Config } from './schema.ts';
import type { Environment } from './settings.ts';

const READABLE_BY_OTHERS = 0o044;

/**
 * Whether the token can be had, as far as that can be told without using it; at most one problem. `token.file` is absolute.
 * A file that its group or others can read is refused, as it is when the token is used.
 */
export async function tokenProblems(token: Config['token'], where: Origin, env: Environment, io: ConfigIo): Promise<Problem[]> {
  if ('env' in token) return env[token.env]?.trim() ? [] : [variableNotSet(token.env, where)];
  const problem = (found: string, expected: string): Problem[] => [{ path: 'token.file', found, expected, where }];
  const shown = safe(token.file);
  try {
    const text = await io.readFile(token.file);
    const permissions = await io.permissions(token.file);
    if ((permissions & READABLE_BY_OTHERS) !== 0)
      return problem(`${shown}, which others can read`, 'a file of yours alone: chmod 600');
    return text.trim() === '' ? problem(`${shown}: an empty file`, 'the token in it') : [];
  } catch (error) {
    return problem(`${shown}: ${describeFileError(error)}`, 'a readable file that holds the token');
  }
}

function variableNotSet(name: string, where: Origin): Problem {
  const found = `the variable ${name}, which is not set or empty`;
  return { path: 'token.env', found, expected: `the token in it: export ${name}=…`, where };
}
