import { resolve } from 'node:path';
import { whyNotWritten } from '../runtime/files/file-trouble.ts';
import type { OpenedFile } from '../runtime/files/line-file.ts';
import { ForeignFileError, openLines } from '../runtime/files/open-lines.ts';
import { linesBegin } from '../runtime/lines/make-lines.ts';
import { safe } from '../text/safe.ts';
import { EXIT } from './exit-codes.ts';
import { ProgramError } from './program-error.ts';

/** Bytes a recording may have unless it is told otherwise. */
export const DEFAULT_RECORDING_BYTES = 100e6;

/** A recording that is open: new, or one that an earlier run began. */
export interface Recording {
  /** Absolute. */
  readonly path: string;
  readonly file: OpenedFile;
  /** Bytes it may have. */
  readonly most: number;
}

/**
 * Opens the recording before anything is sent. What exists is never overwritten, and only a recording is gone on with: a masked
 * one if ids are masked, and only then.
 */
export async function openRecording(name: string, most: number, masked: boolean): Promise<Recording> {
  const path = resolve(name);
  try {
    return { path, file: await openLines(path, linesBegin(masked)), most };
  } catch (error) {
    const foreign = error instanceof ForeignFileError;
    throw new ProgramError(
      `--record ${safe(name)}: ${foreign ? error.message : whyNotWritten(error)}`,
      `Name ${foreign ? `a file that does not exist, or an earlier recording ${masked ? 'with' : 'without'} --mask to go on with` : 'another file'}; nothing was sent.`,
      EXIT.usage.code,
      { cause: error },
    );
  }
}
