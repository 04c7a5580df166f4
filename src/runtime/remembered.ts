import { readFile, stat } from 'node:fs/promises';
import * as z from 'zod';
import { BOUNDS } from '../monitor/bounds.ts';
import { COLUMNS, type Sorting } from '../monitor/sort.ts';
import type { Settings, State } from '../monitor/state.ts';
import { type FileTrouble, fileMessage, whyNotRead, whyNotWritten } from './files/file-trouble.ts';
import { writeWhole } from './files/write-whole.ts';
import type { Store } from './store.ts';

/** Milliseconds after a change before it is written: keys come in rows. */
const SETTLED = 1000;
/** Bytes that the file may have: many times what is ever written. */
export const LONGEST_STATE = 64 * 1024;

/** What a later version may add is kept as it is. */
const fields = z.looseObject({
  sorting: z
    .object({ column: z.enum(COLUMNS), descending: z.boolean() })
    .optional()
    .catch(undefined),
  /** The filters that were kept, the latest last. */
  filters: z.array(z.string().max(BOUNDS.filterLength)).optional().catch(undefined),
});

/** What the program keeps from one run to the next. */
export interface Remembered {
  /** Absolute path of the file. */
  readonly path: string;
  readonly fields: z.output<typeof fields>;
  /** Why the file was of no use, or null. A missing one is no trouble. */
  readonly trouble: FileTrouble | null;
}

/** Reads what an earlier run left. Never rejects: a file that cannot be read or understood counts as empty and is told. */
export async function readRemembered(path: string): Promise<Remembered> {
  const useless = (why: string, hint: string): Remembered => {
    const trouble = { message: fileMessage('sorting and filters of the last time are unknown', why, path), hint };
    return { path, fields: {}, trouble };
  };
  try {
    const found = await stat(path);
    if (!found.isFile() || found.size > LONGEST_STATE) return useless('that is no file of ours', 'Move it away.');
    const read = fields.safeParse(JSON.parse(await readFile(path, 'utf8')));
    if (read.success) return { path, fields: read.data, trouble: null };
    return useless(
      'the file holds something else',
      'It is replaced as soon as you sort or filter; to keep it, move it away before.',
    );
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return { path, fields: {}, trouble: null };
    if (error instanceof SyntaxError) return useless('the file is broken', 'It is replaced as soon as you sort or filter.');
    return useless(whyNotRead(error), 'Make it readable for yourself, or move it away.');
  }
}

/** Settings with what an earlier run left: the sorting unless it is configured, and the filters, which may name people, unless names are masked. */
export function asRemembered(settings: Settings, { fields: { sorting, filters = [] } }: Remembered): Settings {
  const kept = settings.masked === undefined ? filters : [];
  return { ...(sorting !== undefined && { sorting }), ...settings, filters: kept };
}

/** Keeps a file at what is to be remembered, from now until it is closed. */
export class Memory {
  readonly #remembered: Remembered;
  readonly #onTrouble: (trouble: FileTrouble) => void;
  readonly #unsubscribe: () => void;
  /** What is typed into a filter of a masked run may be a name, and filters of other runs are not to be lost. */
  readonly #masked: boolean;
  #sorting: Sorting;
  #filters: readonly string[];
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<void> = Promise.resolve();
  #told = false;

  /** `onTrouble` is told once, however often the file cannot be written. */
  constructor(store: Store, remembered: Remembered, onTrouble: (trouble: FileTrouble) => void) {
    this.#remembered = remembered;
    this.#onTrouble = onTrouble;
    this.#masked = store.getSnapshot().settings.masked !== undefined;
    ({ sorting: this.#sorting, filters: this.#filters } = store.getSnapshot());
    this.#unsubscribe = store.subscribe(() => this.#notice(store.getSnapshot()));
  }

  /** Writes what is not written yet. */
  async close(): Promise<void> {
    this.#unsubscribe();
    if (this.#timer !== null) this.#write();
    await this.#writing;
  }

  #notice({ sorting, filters }: State): void {
    const { column, descending } = this.#sorting;
    if (sorting.column === column && sorting.descending === descending && (this.#masked || filters === this.#filters)) return;
    this.#sorting = sorting;
    this.#filters = filters;
    clearTimeout(this.#timer ?? undefined);
    this.#timer = setTimeout(() => this.#write(), SETTLED);
  }

  #write(): void {
    clearTimeout(this.#timer ?? undefined);
    this.#timer = null;
    const { path, fields } = this.#remembered;
    const filters = this.#masked ? [] : this.#filters;
    const kept = { ...fields, sorting: this.#sorting, ...(filters.length > 0 && { filters }) };
    const text = `${JSON.stringify(kept, null, 2)}\n`;
    this.#writing = this.#writing.then(() => writeWhole(path, text)).catch((error) => this.#tell(error));
  }

  #tell(error: unknown): void {
    if (this.#told) return;
    this.#told = true;
    const message = fileMessage('sorting and filters are not remembered', whyNotWritten(error), this.#remembered.path);
    this.#onTrouble({ message, hint: 'Everything else goes on. XDG_STATE_HOME names another folder.' });
  }
}
