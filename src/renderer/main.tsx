/** Where the screens begin: opens the link to the host and draws the frame. */
import { z } from 'zod';
import { openLink } from './link/open-link.ts';

// zod would try to compile its schemas with `new Function`, which the page's policy forbids.
z.config({ jitless: true });

openLink();
