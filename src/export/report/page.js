'use strict';
// Sorting: each heading's button sorts its table by that column; numbers by value, words by letters, empty cells last.
for (const table of document.querySelectorAll('table[data-sorts]')) {
  table.querySelectorAll('thead th').forEach((head, column) => {
    const button = head.querySelector('button');
    if (!button) return;
    button.addEventListener('click', () => {
      const down = head.getAttribute('aria-sort') === 'ascending';
      for (const other of table.querySelectorAll('thead th')) other.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      const body = table.tBodies[0];
      const value = row => {
        const cell = row.cells[column];
        const given = cell.getAttribute('data-v');
        return given === null ? cell.textContent.trim() : given;
      };
      const rows = [...body.rows].map(row => [value(row), row]);
      const numbers = rows.every(([v]) => v === '' || !Number.isNaN(Number(v)));
      const way = down ? -1 : 1;
      rows.sort(([a], [b]) => {
        if (a === '' || b === '') return (a === '') - (b === '');
        return way * (numbers ? a - b : a.localeCompare(b, undefined, { numeric: true, sensitivity: 'base' }));
      });
      body.append(...rows.map(([, row]) => row));
    });
  });
}
// Filtering: what is typed and the team that is picked hold for every table of people.
const typed = document.getElementById('find');
const picked = document.getElementById('team');
const told = document.getElementById('found');
if (typed && picked) {
  const rows = [...document.querySelectorAll('tr[data-person]')];
  const people = document.querySelectorAll('#people-table tbody tr').length;
  const filter = () => {
    const words = typed.value.trim().toLowerCase();
    let left = 0;
    for (const row of rows) {
      const fits = row.dataset.person.toLowerCase().includes(words) && (picked.value === '' || row.dataset.team === picked.value.slice(1));
      row.hidden = !fits;
      if (fits && row.closest('table').id === 'people-table') left += 1;
    }
    told.textContent = (left === 1 ? '1 person' : left + ' people') + (left < people ? ' of ' + people : '');
  };
  typed.addEventListener('input', filter);
  picked.addEventListener('change', filter);
  filter();
}
// On paper everything is open.
addEventListener('beforeprint', () => { for (const part of document.querySelectorAll('details')) part.open = true; });
