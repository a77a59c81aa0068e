/** One person at the side: what they are, how they are reached, and which console's key is believed to be theirs. */
import { Button } from '@mantine/core';
import { UserCheck } from 'lucide-react';
import { Fragment, useState } from 'react';
import type { PersonRecord } from '../../../contract/people-shapes.ts';
import { personIdSchema } from '../../../core/roster/names.ts';
import { goTo } from '../../frame/navigation.ts';
import { useIsReadOnly } from '../../model/react.tsx';
import { useAsked } from '../../parts/asking/asked.ts';
import { useAsking } from '../../parts/asking/asking.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import { DeedDialog } from '../../parts/dialogs/deed-dialog.tsx';
import classes from '../../parts/layout/item-panel.module.css';
import { ItemHead, ItemPanel, ItemSection } from '../../parts/layout/item-panel.tsx';
import factList from '../../parts/marks/facts.module.css';
import { PersonForm } from './person-form.tsx';
import { OwnKey, PersonKeys } from './person-keys.tsx';
import { useMe } from './who-am-i.tsx';

export function PersonPanel({ id }: { readonly id: string }) {
  const parsed = personIdSchema.safeParse(id);
  const asked = useAsked('person.list', { ids: parsed.success ? [parsed.data] : [] }, 'person');
  const person = asked.value?.people[0];
  return (
    <ItemPanel label={person === undefined ? 'Person' : person.name}>
      {asked.failure === undefined ? null : <FailureNote failure={asked.failure} onRetry={asked.again} />}
      {asked.value !== undefined && person === undefined ? (
        <p className={classes['soft']}>There is nobody “{id}” in the address book.</p>
      ) : null}
      {person === undefined ? null : <OpenPerson person={person} onChanged={asked.again} />}
    </ItemPanel>
  );
}

function OpenPerson({ person, onChanged }: { readonly person: PersonRecord; readonly onChanged: () => void }) {
  const isReadOnly = useIsReadOnly();
  const me = useMe();
  const isMe = me.value?.person?.id === person.id;
  const [isEdited, setEdited] = useState(false);
  const [isRemoved, setRemoved] = useState(false);
  const saying = useAsking();
  async function sayMe() {
    if ((await saying.ask('person.setMe', { person: isMe ? null : person.id })) !== undefined) me.again();
  }
  return (
    <>
      <ItemHead
        title={person.name}
        isReadOnly={isReadOnly}
        onEdit={() => setEdited(true)}
        onRemove={() => setRemoved(true)}
        onClose={() => goTo({ room: 'people' })}
      />
      <PersonFacts person={person} />
      <ItemSection title={isMe ? 'This is you' : 'Is this you?'}>
        <p className={classes['small']}>
          {isMe
            ? 'What is done at this console bears this name, and approvals given here are yours.'
            : 'Then say so: what is done at this console will bear this name.'}
        </p>
        {saying.failure === undefined ? null : <FailureNote failure={saying.failure} />}
        <div className={classes['buttons']}>
          <Button
            size="compact-sm"
            variant="default"
            disabled={isReadOnly}
            loading={saying.isAsking}
            leftSection={<UserCheck size={15} aria-hidden="true" />}
            onClick={() => void sayMe()}
          >
            {isMe ? 'This is not me any more' : 'This is me'}
          </Button>
        </div>
      </ItemSection>
      {isMe ? <OwnKey /> : <PersonKeys person={person} onChanged={onChanged} />}
      {isEdited ? <PersonForm person={person} onClose={() => setEdited(false)} /> : null}
      {isRemoved ? <RemovePerson person={person} onClose={() => setRemoved(false)} /> : null}
    </>
  );
}

function PersonFacts({ person }: { readonly person: PersonRecord }) {
  const { id, roles, qualifications, services, zone, contact } = person;
  const facts = [
    ['Id', id],
    ['Roles', roles.join(', ')],
    ['Qualifications', qualifications.join(', ')],
    ['Services', services.join(', ')],
    ['Time zone', zone],
    ['E-mail', contact.email],
    ['Phone', contact.phone],
    ['Chat', contact.chat],
  ] as const;
  return (
    <dl className={factList['facts']}>
      {facts.map(([name, value]) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd>{value === undefined || value === '' ? <span className={classes['soft']}>none</span> : value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}

function RemovePerson({ person, onClose }: { readonly person: PersonRecord; readonly onClose: () => void }) {
  const asking = useAsking();
  async function remove() {
    if ((await asking.ask('person.remove', { id: person.id })) === undefined) return;
    onClose();
    goTo({ room: 'people' });
  }
  return (
    <DeedDialog
      title={`Remove ${person.name}?`}
      deed={`Remove ${person.name}`}
      isDangerous
      asking={asking}
      onDo={() => void remove()}
      onClose={onClose}
    >
      <p>
        They leave the address book with their contact data and keys. Maintenances that involve them keep what they
        know.
      </p>
    </DeedDialog>
  );
}
