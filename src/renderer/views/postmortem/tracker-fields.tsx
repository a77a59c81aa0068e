/** Which tracker is meant, and the token it is spoken to with. */
import { PasswordInput, SegmentedControl, TagsInput, TextInput } from '@mantine/core';
import { type TrackerKind, type TrackerPlace, trackerPlaceSchema } from '../../../core/postmortem/tracker-place.ts';
import dialogs from '../../parts/dialogs/dialog.module.css';

/** As it is typed; `where` is the repository or the project. */
export interface TrackerAnswers {
  readonly kind: TrackerKind;
  readonly where: string;
  readonly url: string;
  readonly labels: readonly string[];
  readonly token: string;
}

export const trackerNames: Readonly<Record<TrackerKind, string>> = {
  github: 'GitHub',
  gitlab: 'GitLab',
  phabricator: 'Phabricator',
};
const publicUrls: Readonly<Record<TrackerKind, string>> = {
  github: 'https://github.com',
  gitlab: 'https://gitlab.com',
  phabricator: 'https://',
};

/** @param place where issues of theirs are already, as far as anybody can tell */
export function toTrackerAnswers(place: TrackerPlace | undefined): TrackerAnswers {
  const none = { kind: 'github', where: '', url: '', labels: [], token: '' } as const;
  if (place === undefined) return none;
  const url = place.url === publicUrls[place.kind] ? '' : place.url;
  switch (place.kind) {
    case 'github':
      return { ...none, url, where: place.repository };
    case 'gitlab':
      return { ...none, kind: 'gitlab', url, where: place.project };
    case 'phabricator':
      return { ...none, kind: 'phabricator', url };
  }
}

/** `undefined` while something is missing or wrong. */
export function toTracker({ kind, where, url, labels }: TrackerAnswers): TrackerPlace | undefined {
  const given = url.trim() === '' ? {} : { url: url.trim() };
  switch (kind) {
    case 'github':
      return trackerPlaceSchema.safeParse({ kind, ...given, repository: where.trim(), labels }).data;
    case 'gitlab':
      return trackerPlaceSchema.safeParse({ kind, ...given, project: where.trim(), labels }).data;
    case 'phabricator':
      return trackerPlaceSchema.safeParse({ kind, ...given, projects: labels }).data;
  }
}

interface TrackerFieldsProps {
  readonly answers: TrackerAnswers;
  readonly onChange: (answers: TrackerAnswers) => void;
}

export function TrackerFields({ answers, onChange }: TrackerFieldsProps) {
  const { kind, where, url, labels, token } = answers;
  const isPhabricator = kind === 'phabricator';
  return (
    <>
      <SegmentedControl
        fullWidth
        aria-label="Tracker"
        data={Object.entries(trackerNames).map(([value, label]) => ({ value, label }))}
        value={kind}
        onChange={(value) => onChange({ ...answers, kind: value as TrackerKind, labels: [] })}
      />
      <div className={dialogs['halves']}>
        {isPhabricator ? null : (
          <TextInput
            label={kind === 'github' ? 'Repository' : 'Project'}
            placeholder={kind === 'github' ? 'owner/name' : 'group/name'}
            required
            data-autofocus
            value={where}
            onChange={(event) => onChange({ ...answers, where: event.currentTarget.value })}
          />
        )}
        <TextInput
          label="Its address"
          placeholder={publicUrls[kind]}
          required={isPhabricator}
          value={url}
          onChange={(event) => onChange({ ...answers, url: event.currentTarget.value })}
        />
      </div>
      <TagsInput
        label={isPhabricator ? 'Projects, by their PHID' : 'Labels'}
        placeholder={isPhabricator ? 'PHID-PROJ-…' : ''}
        value={[...labels]}
        onChange={(value) => onChange({ ...answers, labels: value })}
      />
      <PasswordInput
        label="Token of its API"
        description="Used for this alone and kept nowhere. Without one you get an address for each, to open it filled in."
        autoComplete="off"
        value={token}
        onChange={(event) => onChange({ ...answers, token: event.currentTarget.value })}
      />
    </>
  );
}
