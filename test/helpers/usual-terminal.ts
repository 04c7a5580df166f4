import { afterEach } from 'vitest';
import { drawFor } from '../../src/text/terminal.ts';

// Tests share their modules: none finds a terminal that another one told of.
afterEach(() => drawFor({}));
