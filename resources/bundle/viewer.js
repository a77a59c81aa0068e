/**
 * Shows a bundle in a browser, without Drydock and without a network. The log lies in the page as compressed blocks that no parser of HTML
 * or scripts looks into; whatever they have becomes text by `textContent`, and by nothing else.
 */

(() => {
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
  const sequence =
    /\u001b\[[0-?]*[ -/]*[@-~]|\u001b[\]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\)|\u001b[ -/]+[0-~]|\u001b[0-OQ-WYZ\\`-~]|\u009b[0-?]*[ -/]*[@-~]/g;
  const shownLength = 4000;
  const showControls = (text) =>
    text
      .replace(/\r$/, '')
      .replace(/[\u0000-\u0008\u000b-\u001f]/g, (found) => String.fromCharCode(0x2400 + found.charCodeAt(0)))
      .replace(/[\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '␡');
  const plain = (text) => showControls(text.replace(sequence, ''));
  /** Runs of text with the classes of the sixteen colours; all else a terminal would obey is taken out. */
  function runs(text) {
    if (!text.includes('\u001b')) return [[showControls(text), '']];
    const found = [];
    let colour = '';
    let isBold = false;
    for (const [index, part] of text.split(/\u001b\[([0-9;]*)m/).entries()) {
      if (index % 2 === 0) {
        const shown = plain(part);
        if (shown !== '') found.push([shown, `${colour}${isBold ? ' bold' : ''}`]);
        continue;
      }
      for (const code of part.split(';').map(Number)) {
        if (code === 0) [colour, isBold] = ['', false];
        else if (code === 1) isBold = true;
        else if (code >= 30 && code <= 37) colour = `fg-${code - 30}`;
        else if (code >= 90 && code <= 97) colour = `fg-${code - 82}`;
        else if (code === 39) colour = '';
      }
    }
    return found;
  }
  const two = (count) => String(count).padStart(2, '0');
  function toTime(atMs) {
    const at = new Date(atMs);
    return `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}.${String(at.getMilliseconds()).padStart(3, '0')}`;
  }

  // ---- the log ------------------------------------------------------------------------------------------------------
  const rowHeight = 20;
  /** Browsers have a limit to how high anything may be; beyond it the bar moves more than a row at a time. */
  const highest = 12_000_000;
  const height = Math.min(total * rowHeight, highest);
  const scroller = byId('rows');
  scroller.tabIndex = 0;
  const pane = byId('window');
  byId('spacer').style.height = `${height}px`;
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
    const where = cell('where', name === undefined ? task : name.short);
    where.title = name === undefined ? task : name.long;
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
      fill(text, runs(says));
      if (isPartial) text.append(cell('quiet', ' ⋯'));
    }
    row.append(time, where, cell('mark', mark), text);
    return row;
  }
  async function paint() {
    const turn = ++painting;
    const shown = Math.ceil(scroller.clientHeight / rowHeight) + 1;
    const range = Math.max(1, height - scroller.clientHeight);
    const ratio = Math.min(1, Math.max(0, scroller.scrollTop / range));
    const isScaled = total * rowHeight > highest;
    const first = isScaled
      ? Math.floor(ratio * Math.max(0, total - shown + 1))
      : Math.max(0, Math.floor(scroller.scrollTop / rowHeight));
    const to = Math.min(total, first + shown);
    const rows = [];
    for (let position = first; position < to; ) {
      const block = blockAt(position);
      const entries = await read(block);
      if (turn !== painting) return;
      for (; position < Math.min(to, block.first + block.count); position += 1) {
        rows.push(toRow(entries[position - block.first], position));
      }
    }
    pane.style.transform = `translateY(${isScaled ? scroller.scrollTop : first * rowHeight}px)`;
    pane.replaceChildren(...rows);
  }
  function show(position) {
    target = position;
    const shown = Math.floor(scroller.clientHeight / rowHeight);
    const first = Math.max(0, position - Math.floor(shown / 2));
    const isScaled = total * rowHeight > highest;
    const range = Math.max(1, height - scroller.clientHeight);
    scroller.scrollTop = isScaled ? (first / Math.max(1, total - shown)) * range : first * rowHeight;
    void paint();
  }
  scroller.addEventListener('scroll', () => void paint(), { passive: true });
  window.addEventListener('resize', () => void paint());

  // ---- search -------------------------------------------------------------------------------------------------------
  const hitsAtMost = 10_000;
  let hits = [];
  let hit = -1;
  let searching = 0;
  const textOf = (entry) => (entry[0] === 'e' ? entry[6] : plain(entry[5]));
  async function search() {
    const turn = ++searching;
    query = byId('query').value.toLowerCase();
    const isNarrow = byId('errors').checked;
    hits = [];
    hit = -1;
    target = -1;
    for (const name of ['previous', 'next']) byId(name).disabled = true;
    byId('found').textContent = '';
    if (query === '' && !isNarrow) return paint();
    for (const block of blocks) {
      const entries = await read(block);
      if (turn !== searching) return;
      for (const [index, entry] of entries.entries()) {
        if (isNarrow && entry[0] === 'o' && !entry[4]) continue;
        if (query === '' || textOf(entry).toLowerCase().includes(query)) hits.push(block.first + index);
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
  byId('errors').addEventListener('change', () => void search());
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
      heading.textContent = block.text;
      return heading;
    }
    if (block.kind === 'words') {
      const words = cell('quiet', block.text);
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
      for (const text of cells) row.insertCell().textContent = text;
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
  document.title = `${about.title} · Drydock bundle`;
  byId('title').textContent = about.title;
  byId('about').textContent = about.says;
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
