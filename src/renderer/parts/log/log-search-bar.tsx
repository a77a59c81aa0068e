/** Search as one types: text, how it is meant, how many were found, next and previous, and the list of hits. */
import { ActionIcon, TextInput, Tooltip } from '@mantine/core';
import { CaseSensitive, ChevronDown, ChevronUp, List, Regex, Search, WholeWord, X } from 'lucide-react';
import { type KeyboardEvent, type Ref, useEffect, useRef, useState } from 'react';
import type { SearchQuery } from '../../../contract/shapes.ts';
import type { LogModel } from '../../model/log-model.ts';
import type { SearchState } from '../../model/log-search.ts';
import { useModel } from '../../model/react.tsx';
import classes from './log-search.module.css';

/** Long enough that a word being typed is one search, short enough that nobody waits. */
const typingMs = 180;

interface LogSearchBarProps {
  readonly log: LogModel;
  readonly field: Ref<HTMLInputElement>;
  readonly isListed: boolean;
  readonly onList: (isListed: boolean) => void;
  readonly onLeave: () => void;
}

export function LogSearchBar({ log, field, isListed, onList, onLeave }: LogSearchBarProps) {
  const search = useModel(log, (view) => view.search);
  const [query, setQuery] = useState<SearchQuery>(
    () => search?.query ?? { text: '', mode: 'substring', isCaseSensitive: false },
  );
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  function change(next: SearchQuery, waitMs: number) {
    setQuery(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      timer.current = undefined;
      log.search(next);
    }, waitMs);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter') {
      if (timer.current !== undefined) {
        clearTimeout(timer.current);
        timer.current = undefined;
        log.search(query);
      }
      void log.stepTo(event.shiftKey ? -1 : 1);
      event.preventDefault();
    } else if (event.key === 'Escape') {
      change({ ...query, text: '' }, 0);
      onLeave();
      event.preventDefault();
    }
  }

  const toggle = (mode: SearchQuery['mode']) => change({ ...query, mode: query.mode === mode ? 'substring' : mode }, 0);

  return (
    <>
      <TextInput
        ref={field}
        className={classes['search'] ?? ''}
        size="xs"
        aria-label="Search the log"
        placeholder="Search the log  ( / )"
        leftSection={<Search size={14} aria-hidden="true" />}
        value={query.text}
        error={search?.problem !== undefined}
        title={search?.problem}
        onChange={(event) => change({ ...query, text: event.currentTarget.value }, typingMs)}
        onKeyDown={onKeyDown}
        rightSectionWidth={84}
        rightSection={
          <>
            <Toggle
              label="Match case"
              isOn={query.isCaseSensitive}
              icon={CaseSensitive}
              onClick={() => change({ ...query, isCaseSensitive: !query.isCaseSensitive }, 0)}
            />
            <Toggle label="Whole word" isOn={query.mode === 'word'} icon={WholeWord} onClick={() => toggle('word')} />
            <Toggle
              label="Regular expression"
              isOn={query.mode === 'regex'}
              icon={Regex}
              onClick={() => toggle('regex')}
            />
          </>
        }
      />
      {search === undefined ? null : (
        <>
          <span className={classes['hits']} role="status">
            {toHitsText(search)}
          </span>
          <ActionIcon.Group>
            <Press label="Previous hit (newer, Shift-Enter)" icon={ChevronDown} onClick={() => void log.stepTo(-1)} />
            <Press label="Next hit (older, Enter)" icon={ChevronUp} onClick={() => void log.stepTo(1)} />
            <Press label={isListed ? 'Hide the hits' : 'List the hits'} icon={List} onClick={() => onList(!isListed)} />
            <Press label="End the search" icon={X} onClick={() => change({ ...query, text: '' }, 0)} />
          </ActionIcon.Group>
        </>
      )}
    </>
  );
}

export function toHitsText(search: SearchState): string {
  if (search.problem !== undefined) return 'cannot search';
  const count = `${search.hits.length.toLocaleString()}${search.isCut ? '+' : ''}`;
  const of = search.current === undefined ? '' : `${(search.current + 1).toLocaleString()} of `;
  if (search.isDone) return search.hits.length === 0 ? 'nothing found' : `${of}${count}`;
  return `${of}${count} · ${Math.round(search.progress * 100)} %`;
}

interface PressProps {
  readonly label: string;
  readonly icon: typeof Search;
  readonly onClick: () => void;
}

function Press({ label, icon: Icon, onClick }: PressProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="default" size={26} aria-label={label} onClick={onClick}>
        <Icon size={14} aria-hidden="true" />
      </ActionIcon>
    </Tooltip>
  );
}

function Toggle({ label, icon: Icon, isOn, onClick }: PressProps & { readonly isOn: boolean }) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant={isOn ? 'light' : 'subtle'}
        color={isOn ? 'dock' : 'gray'}
        size={24}
        aria-label={label}
        aria-pressed={isOn}
        onClick={onClick}
      >
        <Icon size={15} aria-hidden="true" />
      </ActionIcon>
    </Tooltip>
  );
}
