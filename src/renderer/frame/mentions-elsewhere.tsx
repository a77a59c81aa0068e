/** Tells of mentions in maintenances that are not looked at now; the room of one tells of its own. */
import { notifications } from '@mantine/notifications';
import { useEffect, useRef } from 'react';
import type { MaintenanceId } from '../../core/ids.ts';
import { useModel, useModels } from '../model/react.tsx';
import { tellMention, toMentionKey } from './mention.tsx';

/** @param here the maintenance whose own room says it already */
export function MentionsElsewhere({ here }: { readonly here: MaintenanceId | undefined }) {
  const maintenances = useModel(useModels().lists, (view) => view.maintenances);
  const told = useRef(new Set<string>());
  useEffect(() => {
    if (maintenances === undefined) return;
    const open = new Set<string>();
    for (const { id, title, mentions = [] } of maintenances) {
      for (const mention of mentions) {
        open.add(mention.comment);
        if (told.current.has(mention.comment)) continue;
        told.current.add(mention.comment);
        if (id !== here) tellMention({ maintenance: id, title, ...mention });
      }
    }
    // Marked as seen or answered meanwhile, here or at another screen.
    for (const comment of told.current) {
      if (open.has(comment)) continue;
      told.current.delete(comment);
      notifications.hide(toMentionKey(comment));
    }
  }, [maintenances, here]);
  return null;
}
