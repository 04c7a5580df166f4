import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../test/e2e/built-file.ts';
import { programCommand } from '../test/e2e/program.ts';
import { openTerminal } from '../test/helpers/terminal.ts';
import { PICTURES, type Picture } from './pictures.ts';
import { screenSvg } from './screen-svg.ts';

const FOLDER = join(ROOT, 'pictures');
const PATIENCE = { timeout: 60_000 };

/** Runs the built program in a terminal up to the moment of the picture. */
async function draw({ columns, rows, args, steps, title }: Picture, home: string): Promise<string> {
  await using terminal = openTerminal({ command: programCommand(args), columns, rows, cwd: home, env: { HOME: home } });
  for (const step of steps) {
    if ('press' in step) terminal.press(step.press);
    else if ('type' in step) terminal.type(step.type);
    else await terminal.waitForText(step.waitFor, PATIENCE);
  }
  return screenSvg(terminal.emulator.cells(), title);
}

const wanted = process.argv.slice(2);
await mkdir(FOLDER, { recursive: true });
for (const picture of PICTURES.filter(({ file }) => wanted.length === 0 || wanted.includes(file))) {
  const home = await mkdtemp(join(tmpdir(), 'picture-'));
  try {
    await writeFile(join(FOLDER, picture.file), await draw(picture, home));
    console.log(join(FOLDER, picture.file));
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}
