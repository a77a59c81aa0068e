/** An invite that was just made: its link, to copy now, for nobody can show it again. */
import { Button, Textarea } from '@mantine/core';
import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import type { RequestOutput } from '../../../contract/requests.ts';
import { Instant } from '../../parts/time/instant.tsx';
import classes from './sharing.module.css';

interface MadeInviteProps {
  readonly made: RequestOutput<'invite.make'>;
  readonly onDone: () => void;
}

export function MadeInvite({ made, onDone }: MadeInviteProps) {
  const [said, say] = useState<string>();
  async function copy() {
    try {
      await navigator.clipboard.writeText(made.link);
      say('Copied.');
    } catch {
      say('The clipboard refused it: select the link and copy it.');
    }
  }
  return (
    <div className={classes['made']} data-tone="good">
      <p>
        <strong>The invite is made.</strong> Copy its link now: it is shown this once, and kept nowhere. Whoever has it
        can ask to be let in until <Instant atMs={made.expiresAtMs} />, so hand it on by a way you trust.
      </p>
      <Textarea
        label="The link"
        readOnly
        autosize
        minRows={2}
        maxRows={4}
        value={made.link}
        classNames={{ input: classes['link'] ?? '' }}
        data-autofocus
        onFocus={(event) => event.currentTarget.select()}
      />
      <div className={classes['buttons']}>
        <span role="status" className={classes['soft']}>
          {said}
        </span>
        <Button
          size="sm"
          variant={said === 'Copied.' ? 'default' : 'filled'}
          leftSection={
            said === 'Copied.' ? <Check size={15} aria-hidden="true" /> : <Copy size={15} aria-hidden="true" />
          }
          onClick={() => void copy()}
        >
          Copy the link
        </Button>
        <Button size="sm" variant="default" onClick={onDone}>
          Done
        </Button>
      </div>
    </div>
  );
}
