/** Opening the door to followers: over a host both reach, on this machine, or, deliberately, on one address of its network. */
import { Button, Checkbox, NumberInput, Radio, Select, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { HostName } from '../../../core/ids.ts';
import {
  isEncrypted,
  type ShareListener,
  shareListenerSchema,
  toShareExposure,
} from '../../../core/sharing/listener.ts';
import { useModel, useModels } from '../../model/react.tsx';
import { useAsking } from '../../parts/asking/asking.ts';
import { FailureNote } from '../../parts/asking/failure-note.tsx';
import dialogs from '../../parts/dialogs/dialog.module.css';
import classes from './sharing.module.css';

type Way = 'bastion' | 'here' | 'network';

const ways: readonly { readonly way: Way; readonly label: string; readonly description: string }[] = [
  {
    way: 'bastion',
    label: 'Over a host that you both reach by SSH',
    description: 'This console holds a port of that host open. Nothing of this machine is reachable from the network.',
  },
  {
    way: 'here',
    label: 'On this machine only',
    description: 'For somebody who sits at it, or for a tunnel that you make yourself.',
  },
  {
    way: 'network',
    label: 'On this machine’s network',
    description: 'Everybody who reaches this address can knock. Over TLS, with a key made for it.',
  },
];

export function OpenDoorForm({ listener }: { readonly listener: ShareListener }) {
  const hosts = useModel(useModels().lists, (view) => view.hosts) ?? [];
  const [way, setWay] = useState<Way>(
    isEncrypted(listener) ? 'network' : listener.bastion === undefined ? 'here' : 'bastion',
  );
  const [host, setHost] = useState<HostName | null>(listener.bastion ?? null);
  const [address, setAddress] = useState(isEncrypted(listener) ? listener.address : '');
  const [port, setPort] = useState<number | string>(listener.port);
  const [isExposureAccepted, setExposureAccepted] = useState(false);
  const asking = useAsking();
  const parsed = shareListenerSchema.safeParse({
    isOpen: true,
    address: way === 'network' ? address.trim() : '127.0.0.1',
    port,
    ...(way === 'bastion' && host !== null ? { bastion: host } : {}),
  });
  const isExposed = parsed.success && isEncrypted(parsed.data);
  const isMissing = (way === 'bastion' && host === null) || (way === 'network' && !isExposed);
  async function open(event: FormEvent) {
    event.preventDefault();
    if (!parsed.success || isMissing) return;
    const { isOpen: _, ...wanted } = parsed.data;
    await asking.ask('share.open', { ...wanted, isExposureAccepted });
  }
  return (
    <form className={dialogs['form']} onSubmit={(event) => void open(event)}>
      <Radio.Group label="By which way" value={way} onChange={setWay}>
        <div className={classes['roles']}>
          {ways.map(({ way: one, label, description }) => (
            <Radio key={one} value={one} label={label} description={description} />
          ))}
        </div>
      </Radio.Group>
      <div className={dialogs['halves']}>
        {way === 'bastion' ? (
          <Select
            label="The host"
            description={hosts.length === 0 ? 'None is known yet: add it under Hosts' : 'Of this workspace’s hosts'}
            data={hosts.map(({ name }) => name)}
            value={host}
            searchable
            onChange={setHost}
          />
        ) : null}
        {way === 'network' ? (
          <TextInput
            label="The address"
            description="One address of this machine, by number"
            placeholder="10.0.0.7"
            value={address}
            error={address.trim() === '' || isExposed ? undefined : toAddressProblem(parsed)}
            onChange={(event) => {
              setAddress(event.currentTarget.value);
              setExposureAccepted(false);
            }}
          />
        ) : null}
        <NumberInput
          label="Port"
          description="1024 to 65535"
          allowDecimal={false}
          hideControls
          value={port}
          onChange={setPort}
        />
      </div>
      {parsed.success && !isMissing ? (
        <div className={classes['notice']} data-tone={isExposed ? 'warn' : 'neutral'}>
          <ul>
            {toShareExposure(parsed.data).map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
          {isExposed ? (
            <Checkbox
              label="Yes, other machines may reach it"
              checked={isExposureAccepted}
              onChange={(event) => setExposureAccepted(event.currentTarget.checked)}
            />
          ) : null}
        </div>
      ) : null}
      {asking.failure === undefined ? null : <FailureNote failure={asking.failure} />}
      <div className={classes['buttons']}>
        <Button
          type="submit"
          size="sm"
          color={isExposed ? 'red.8' : 'dock'}
          disabled={!parsed.success || isMissing || (isExposed && !isExposureAccepted)}
          loading={asking.isAsking}
        >
          Open the door
        </Button>
      </div>
    </form>
  );
}

function toAddressProblem(parsed: ReturnType<typeof shareListenerSchema.safeParse>): string | undefined {
  if (parsed.success) return 'That is this machine itself: choose the way above';
  return parsed.error.issues.find(({ path }) => path[0] === 'address')?.message;
}
