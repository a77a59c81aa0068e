/**
 * Shows a bundle in a browser, without Drydock and without a network. The log lies in the page as compressed blocks that no parser of HTML
 * or scripts looks into; whatever they have becomes text by `textContent`, and by nothing else.
 */

(() => {
  const { toRuns, showControls, plain } = globalThis.drydockText;
  const byId = (id) => document.getElementById(id);
  const about = JSON.parse(byId('bundle-about').textContent);
  const blocks = [...document.querySelectorAll('script.block')].map((element) => ({
    element,
    first: Number(element.dataset.first),
    count: Number(element.dataset.count),
  }));
  const last = blocks.at(-1);
  const total = last === undefined ? 0 : last.first + last.count;

  // ---- blocks -------------------------------------------------------------------------------------------------------
  const kept = new Map();
  const keptAtMost = 12;
  /** A block's entries: `['o', row, atMs, task, isStderr, text, isPartial]` or `['e', seq, atMs, task, sort, tone, text]`. */
  async function read(block) {
    const known = kept.get(block);
    if (known !== undefined) return known;
    const bytes = Uint8Array.from(atob(block.element.textContent), (character) => character.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
    const entries = JSON.parse(await new Response(stream).text());
    kept.set(block, entries);
    if (kept.size > keptAtMost) kept.delete(kept.keys().next().value);
    return entries;
  }
  function blockAt(position) {
    let low = 0;
    let high = blocks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (blocks[middle].first <= position) low = middle;
      else high = middle - 1;
    }
    return blocks[low];
  }

  // ---- text ---------------------------------------------------------------------------------------------------------
  const shownLength = 4000;
  const two = (count) => String(count).padStart(2, '0');
  function toTime(atMs) {
    const at = new Date(atMs);
    return `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}.${String(at.getMilliseconds()).padStart(3, '0')}`;
  }

  // ---- the log ------------------------------------------------------------------------------------------------------
  const rowHeight = 20;
  /** Browsers have a limit to how high anything may be; beyond it the bar moves more than a row at a time. */
  const highest = 12_000_000;
  /** Positions of what the filter lets through, in order; without one, everything. */
  let chosen;
  const counted = () => (chosen === undefined ? total : chosen.length);
  const heightOf = () => Math.min(counted() * rowHeight, highest);
  const scroller = byId('rows');
  scroller.tabIndex = 0;
  const pane = byId('window');
  byId('spacer').style.height = `${heightOf()}px`;
  let target = -1;
  let query = '';
  let painting = 0;

  function cell(name, text) {
    const element = document.createElement('span');
    element.className = name;
    element.textContent = text;
    return element;
  }
  function fill(element, pieces) {
    let room = shownLength;
    for (const [text, name] of pieces) {
      if (room <= 0) break;
      const shown = text.slice(0, room);
      room -= shown.length;
      const parts = query === '' ? [shown] : split(shown);
      for (const [index, part] of parts.entries()) {
        if (part === '') continue;
        const piece = document.createElement(index % 2 === 1 ? 'mark' : 'span');
        piece.textContent = part;
        piece.className = name;
        element.append(piece);
      }
    }
    if (room <= 0) element.append(cell('quiet', ' … cut here: the whole line is in the other files of the bundle'));
  }
  function split(text) {
    const parts = [];
    const lower = text.toLowerCase();
    let from = 0;
    for (let at = lower.indexOf(query); at !== -1; at = lower.indexOf(query, from)) {
      parts.push(text.slice(from, at), text.slice(at, at + query.length));
      from = at + query.length;
    }
    parts.push(text.slice(from));
    return parts;
  }
  function toRow(entry, position) {
    const [kind, at, atMs, task] = entry;
    const row = document.createElement('div');
    row.className = 'row';
    row.dataset.kind = kind === 'e' ? 'event' : 'output';
    row.id = kind === 'e' ? `event-${at}` : `row-${at}`;
    if (position === target) row.dataset.target = '';
    const name = about.tasks[task];
    const where = cell('where', showControls(name === undefined ? task : name.short));
    where.title = showControls(name === undefined ? task : name.long);
    const time = cell('time', toTime(atMs));
    time.title = new Date(atMs).toISOString();
    const text = cell('text', '');
    let mark = '';
    if (kind === 'e') {
      const [, , , , sort, tone, says] = entry;
      row.dataset.sort = sort;
      row.dataset.tone = tone;
      mark = sort === 'decision' ? '▸' : sort === 'note' ? 'note' : tone === 'good' ? '✓' : '·';
      fill(text, [[showControls(says), '']]);
    } else {
      const [, , , , isError, says, isPartial] = entry;
      if (isError) row.dataset.stream = 'stderr';
      mark = isError ? 'err' : '';
      fill(text, toRuns(says));
      if (isPartial) text.append(cell('quiet', ' ⋯'));
    }
    row.append(time, where, cell('mark', mark), text);
    return row;
  }
  async function paint() {
    const turn = ++painting;
    const shown = Math.ceil(scroller.clientHeight / rowHeight) + 1;
    const count = counted();
    const range = Math.max(1, heightOf() - scroller.clientHeight);
    const ratio = Math.min(1, Math.max(0, scroller.scrollTop / range));
    const isScaled = count * rowHeight > highest;
    const first = isScaled
      ? Math.floor(ratio * Math.max(0, count - shown + 1))
      : Math.max(0, Math.floor(scroller.scrollTop / rowHeight));
    const to = Math.min(count, first + shown);
    const rows = [];
    for (let index = first; index < to; index += 1) {
      const position = chosen === undefined ? index : chosen[index];
      const block = blockAt(position);
      const entries = kept.get(block) ?? (await read(block));
      if (turn !== painting) return;
      rows.push(toRow(entries[position - block.first], position));
    }
    pane.style.transform = `translateY(${isScaled ? scroller.scrollTop : first * rowHeight}px)`;
    pane.replaceChildren(...rows);
  }
  function show(position) {
    const index = chosen === undefined ? position : indexOf(position);
    if (index === -1) {
      byId('found').textContent = 'the filter leaves that line out';
      return;
    }
    target = position;
    const shown = Math.floor(scroller.clientHeight / rowHeight);
    const first = Math.max(0, index - Math.floor(shown / 2));
    const isScaled = counted() * rowHeight > highest;
    const range = Math.max(1, heightOf() - scroller.clientHeight);
    scroller.scrollTop = isScaled ? (first / Math.max(1, counted() - shown)) * range : first * rowHeight;
    void paint();
  }
  function indexOf(position) {
    let low = 0;
    let high = chosen.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      if (chosen[middle] === position) return middle;
      if (chosen[middle] < position) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }
  scroller.addEventListener('scroll', () => void paint(), { passive: true });
  window.addEventListener('resize', () => void paint());

  // ---- filter -------------------------------------------------------------------------------------------------------
  /** In the words of the screens. An empty choice lets everything through. */
  const groups = {
    kinds: {
      title: 'Kind',
      names: { output: 'Output', decision: 'Decisions', note: 'Notes', system: 'What the console did' },
    },
    streams: { title: 'Stream', names: { stdout: 'Standard output', stderr: 'Errors (stderr)' } },
    tasks: {
      title: 'Step',
      names: Object.fromEntries(Object.entries(about.tasks).map(([id, name]) => [id, name.long])),
    },
  };
  const filter = { kinds: new Set(), streams: new Set(), tasks: new Set() };
  let filtering = 0;
  const lets = (values, value) => values.size === 0 || values.has(value);
  function passes([kind, , , task, what]) {
    const isEvent = kind === 'e';
    if (!lets(filter.kinds, isEvent ? what : 'output') || !lets(filter.tasks, task)) return false;
    return isEvent ? filter.streams.size === 0 : lets(filter.streams, what ? 'stderr' : 'stdout');
  }
  async function choose() {
    const turn = ++filtering;
    const count = Object.values(filter).filter((values) => values.size > 0).length;
    byId('filters').firstElementChild.textContent = count === 0 ? 'Filter' : `Filter · ${count}`;
    let passed;
    if (count > 0) {
      passed = [];
      for (const block of blocks) {
        const entries = await read(block);
        if (turn !== filtering) return;
        for (const [index, entry] of entries.entries()) if (passes(entry)) passed.push(block.first + index);
      }
    }
    chosen = passed;
    byId('spacer').style.height = `${heightOf()}px`;
    scroller.scrollTop = 0;
    await search();
    if (query === '' && count > 0) byId('found').textContent = `${chosen.length.toLocaleString()} lines`;
  }
  for (const [name, { title, names }] of Object.entries(groups)) {
    const group = document.createElement('fieldset');
    const legend = document.createElement('legend');
    legend.textContent = title;
    group.append(legend);
    for (const [value, words] of Object.entries(names)) {
      const label = document.createElement('label');
      const box = document.createElement('input');
      box.type = 'checkbox';
      box.addEventListener('change', () => {
        if (box.checked) filter[name].add(value);
        else filter[name].delete(value);
        void choose();
      });
      label.append(box, showControls(words));
      group.append(label);
    }
    if (Object.keys(names).length > 0) byId('choices').append(group);
  }
  byId('filters').addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    byId('filters').open = false;
    byId('filters').firstElementChild.focus();
  });

  // ---- search -------------------------------------------------------------------------------------------------------
  const hitsAtMost = 10_000;
  let hits = [];
  let hit = -1;
  let searching = 0;
  const textOf = (entry) => (entry[0] === 'e' ? entry[6] : plain(entry[5]));
  async function search() {
    const turn = ++searching;
    query = byId('query').value.toLowerCase();
    hits = [];
    hit = -1;
    target = -1;
    for (const name of ['previous', 'next']) byId(name).disabled = true;
    byId('found').textContent = '';
    if (query === '') return paint();
    for (const block of blocks) {
      const entries = await read(block);
      if (turn !== searching) return;
      for (const [index, entry] of entries.entries()) {
        if (passes(entry) && textOf(entry).toLowerCase().includes(query)) hits.push(block.first + index);
      }
      byId('found').textContent = `${hits.length.toLocaleString()} found …`;
      if (hits.length >= hitsAtMost) break;
    }
    const cut = hits.length >= hitsAtMost ? ' or more: the search was cut there' : '';
    byId('found').textContent = hits.length === 0 ? 'nothing found' : `${hits.length.toLocaleString()} found${cut}`;
    for (const name of ['previous', 'next']) byId(name).disabled = hits.length === 0;
    if (hits.length > 0) step(1);
    else void paint();
  }
  function step(by) {
    if (hits.length === 0) return;
    hit = (hit + by + hits.length) % hits.length;
    byId('found').textContent = `${(hit + 1).toLocaleString()} of ${hits.length.toLocaleString()}`;
    show(hits[hit]);
  }
  byId('search').addEventListener('submit', (event) => {
    event.preventDefault();
    if (hits.length > 0 && query === byId('query').value.toLowerCase()) step(1);
    else void search();
  });
  byId('next').addEventListener('click', () => step(1));
  byId('previous').addEventListener('click', () => step(-1));

  // ---- places -------------------------------------------------------------------------------------------------------
  /** A line by its permanent number, an event by its own: the first block that may have it is looked through. */
  async function find(kind, at) {
    for (const block of blocks) {
      const entries = await read(block);
      const index = entries.findIndex((entry) => entry[0] === kind && entry[1] === at);
      if (index !== -1) return block.first + index;
    }
    return undefined;
  }
  async function go(kind, at) {
    const position = await find(kind, at);
    if (position !== undefined) show(position);
    else byId('found').textContent = 'there is no such line here';
  }
  byId('goto').addEventListener('submit', (event) => {
    event.preventDefault();
    const number = Number(byId('line').value.replace(/[^0-9]/g, ''));
    if (number > 0) void go('o', number - 1);
  });
  function follow() {
    const [, kind, at] = /^#(row|event)-(\d+)$/.exec(location.hash) ?? [];
    if (kind === undefined) return;
    open('log');
    void go(kind === 'row' ? 'o' : 'e', Number(at));
  }
  window.addEventListener('hashchange', follow);

  // ---- pages --------------------------------------------------------------------------------------------------------
  function toBlock(block) {
    if (block.kind === 'heading') {
      const heading = document.createElement('h2');
      heading.textContent = showControls(block.text);
      return heading;
    }
    if (block.kind === 'words') {
      const words = cell('quiet', showControls(block.text));
      const paragraph = document.createElement('p');
      paragraph.append(words);
      return paragraph;
    }
    if (block.kind === 'text') {
      const text = document.createElement('pre');
      text.textContent = showControls(block.text.replace(/\r\n?/g, '\n'));
      return text;
    }
    const table = document.createElement('table');
    const head = table.createTHead().insertRow();
    for (const column of block.columns) {
      const header = document.createElement('th');
      header.scope = 'col';
      header.textContent = column;
      head.append(header);
    }
    const body = table.createTBody();
    for (const { cells, tone } of block.rows) {
      const row = body.insertRow();
      for (const text of cells) row.insertCell().textContent = showControls(text);
      if (tone !== undefined) row.cells[0].dataset.tone = tone;
    }
    return table;
  }
  const parts = [{ id: 'log', title: 'Log' }, ...about.pages];
  function open(id) {
    for (const tab of byId('tabs').children) {
      const isOpen = tab.id === `tab-${id}`;
      tab.setAttribute('aria-selected', String(isOpen));
      tab.tabIndex = isOpen ? 0 : -1;
    }
    const page = about.pages.find((each) => each.id === id);
    byId('log').hidden = page !== undefined;
    byId('page').hidden = page === undefined;
    if (page === undefined) return void paint();
    byId('page').setAttribute('aria-labelledby', `tab-${id}`);
    byId('page').replaceChildren(...page.blocks.map(toBlock));
    byId('page').scrollTop = 0;
  }
  for (const { id, title } of parts) {
    const tab = document.createElement('button');
    tab.type = 'button';
    tab.id = `tab-${id}`;
    tab.role = 'tab';
    tab.textContent = title;
    tab.setAttribute('aria-controls', id === 'log' ? 'log' : 'page');
    tab.addEventListener('click', () => open(id));
    byId('tabs').append(tab);
  }
  byId('tabs').addEventListener('keydown', (event) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by === undefined) return;
    const tabs = [...byId('tabs').children];
    const next = tabs[(tabs.indexOf(document.activeElement) + by + tabs.length) % tabs.length];
    next.focus();
    next.click();
  });

  // ---- the frame ----------------------------------------------------------------------------------------------------
  document.title = `${showControls(about.title)} · Drydock bundle`;
  byId('title').textContent = showControls(about.title);
  byId('about').textContent = showControls(about.says);
  const cut = byId('bundle-cut');
  const warnings = [about.warning, cut === null ? undefined : JSON.parse(cut.textContent).warning];
  byId('warning').textContent = warnings.filter((warning) => warning !== undefined).join(' ');
  byId('warning').hidden = byId('warning').textContent === '';
  const command = document.createElement('code');
  command.textContent = 'drydock verify FILE';
  byId('foot').append(
    'Times are those of this machine’s zone. Whether anything was altered, this page cannot say: ',
    command,
    ' does.',
  );
  open('log');
  follow();
})();
