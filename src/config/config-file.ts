import { dirname, isAbsolute, join, resolve } from 'node:path';
import { type ConfigIo, describeFileError, displayPath, homeOf, isMissing } from './files.ts';
import { describeFound } from './found.ts';
import { type JsonDocument, readJson } from './json-document.ts';
import { isFields } from './layers.ts';
import type { Origin } from './origin.ts';
import { formatPath, type Problem } from './problem.ts';
import type { Environment } from './settings.ts';

/** The configuration file as far as it could be read. */
export interface ConfigFile {
  /** Absolute, or null when there is none. */
  readonly path: string | null;
  /** Folder that relative paths in it start at. */
  readonly folder: string;
  /** What it holds; empty when it could not be read. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Whether it was there but of no use, so that what it may hold should not be called missing. */
  readonly broken: boolean;
  readonly problems: readonly Problem[];
  /** Where a path stands in it, or that there is no such file. */
  locate(path: readonly PropertyKey[]): Origin;
  /** The file as a whole, or where it was looked for. */
  readonly origin: Origin;
}

/** What finding the file depends on. */
export interface ConfigPlaces {
  /** The path that was asked for; the file must then exist. */
  readonly asked: string | undefined;
  /** The path at which it was found before, or null when there was no file: then nothing is looked for. */
  readonly found?: string | null | undefined;
  readonly env: Environment;
  readonly cwd: string;
}

/** Finds and reads the file: the one asked for, else `./presence-monitor.config.json`, else `$XDG_CONFIG_HOME/presence-monitor/config.json`. */
export async function openConfigFile(places: ConfigPlaces, io: ConfigIo): Promise<ConfigFile> {
  const { asked, found, cwd } = places;
  const candidates =
    found === undefined ? (asked === undefined ? defaultPaths(places) : [resolve(cwd, asked)]) : [found ?? []].flat();
  for (const path of candidates) {
    try {
      return readConfig(path, displayPath(path, cwd), await io.readFile(path));
    } catch (error) {
      if (asked === undefined && found === undefined && isMissing(error)) continue;
      return unreadable(path, displayPath(path, cwd), asked !== undefined, error);
    }
  }
  return absent(cwd, candidates);
}

function unreadable(path: string, shown: string, asked: boolean, error: unknown): ConfigFile {
  const origin: Origin = { kind: 'file', path: shown };
  const where: Origin = asked ? { kind: 'flag', name: '--config' } : origin;
  const found = `${shown}: ${describeFileError(error)}`;
  return unusable(path, origin, [{ path: '', found, expected: 'a readable JSON file', where }]);
}

function absent(cwd: string, candidates: readonly string[]): ConfigFile {
  const origin: Origin = { kind: 'nowhere', searched: candidates.map((path) => displayPath(path, cwd)) };
  return { path: null, folder: cwd, fields: {}, broken: false, problems: [], locate: () => origin, origin };
}

function unusable(path: string, origin: Origin, problems: readonly Problem[]): ConfigFile {
  return { path, folder: dirname(path), fields: {}, broken: true, problems, locate: () => origin, origin };
}

/** The XDG specification says to ignore a relative `XDG_CONFIG_HOME`. */
function defaultPaths({ env, cwd }: ConfigPlaces): string[] {
  const xdg = env.XDG_CONFIG_HOME ?? '';
  const base = isAbsolute(xdg) ? xdg : join(homeOf(env), '.config');
  return [join(cwd, 'presence-monitor.config.json'), join(base, 'presence-monitor', 'config.json')];
}

function readConfig(path: string, shown: string, text: string): ConfigFile {
  const origin: Origin = { kind: 'file', path: shown };
  const document = readJson(text);
  if ('mistake' in document) {
    const { reason, line, column, excerpt } = document.mistake;
    const found = `a mistake in the JSON (${reason})`;
    const expected = 'strict JSON, without comments and trailing commas';
    return unusable(path, origin, [{ path: '', found, expected, where: { ...origin, line, column }, excerpt }]);
  }
  if (!isFields(document.value)) {
    const found = describeFound(document.value, typeof document.value === 'string');
    return unusable(path, origin, [{ path: '', found, expected: 'an object: { "host": ... }', where: origin }]);
  }
  const locate = (at: readonly PropertyKey[]): Origin => ({ ...origin, ...document.locate(at) });
  return {
    path,
    folder: dirname(path),
    fields: document.value,
    broken: false,
    problems: repeatedFields(document, origin),
    locate,
    origin,
  };
}

function repeatedFields(document: JsonDocument, origin: Origin): Problem[] {
  return document.repeated.map(({ path, location }) => ({
    path: formatPath(path),
    found: 'the field a second time',
    expected: 'it once',
    where: { ...origin, ...location },
  }));
}
