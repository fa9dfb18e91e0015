'use strict';
// A report in headless Chromium, light and dark, wide and narrow: no error on the console, nothing fetched, no finding
// of axe-core; it sorts and filters. Exit code 1 if anything is wrong.
const puppeteer = require('puppeteer-core');
const { pathToFileURL } = require('url');
const fs = require('fs');
const os = require('os');
const path = require('path');

const SIZES = [[1280, 800, 'light'], [360, 740, 'dark']];
const AXE = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

async function look(browser, file, [width, height, scheme], say) {
  const page = await browser.newPage();
  const told = words => say(`${path.basename(file)} ${width}x${height} ${scheme}: ${words}`);
  page.on('console', message => { if (/^(error|warn)/.test(message.type())) told(`console: ${message.text()}`); });
  page.on('pageerror', error => told(`error: ${error.message}`));
  page.on('request', request => { if (!/^(file|data|blob|about):/.test(request.url())) told(`fetches ${request.url()}`); });
  await page.setViewport({ width, height });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  await page.goto(pathToFileURL(path.resolve(file)).href, { waitUntil: 'load', timeout: 60000 });
  await page.evaluate(() => { for (const part of document.querySelectorAll('details')) part.open = true; });
  const alive = await page.evaluate(() => window.alerted === undefined && !document.querySelector('img, iframe, object'));
  if (!alive) told('something that was typed came alive');
  await page.evaluate(AXE);
  const found = await page.evaluate(() => window.axe.run(document));
  for (const one of found.violations) told(`axe ${one.id} (${one.impact}), ${one.nodes.length} places: ${one.nodes[0].html.slice(0, 120)}`);
  if (found.passes.length === 0) told('axe looked at nothing');
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (over > 0) told(`${over} px too wide`);
  await page.close();
  return found.passes.length;
}

async function use(browser, file, say) {
  const page = await browser.newPage();
  await page.goto(pathToFileURL(path.resolve(file)).href);
  const column = () => page.$$eval('#people-table tbody tr:not([hidden]) td:nth-child(4)', cells => cells.map(cell => cell.dataset.v).filter(v => v !== ''));
  const button = '#people-table thead th:nth-child(4) button';
  const ordered = (values, way) => values.every((value, n) => n === 0 || way * (value - values[n - 1]) >= 0);
  await page.focus(button);
  await page.keyboard.press('Enter');
  if (!ordered(await column(), 1)) say('does not sort upwards by keyboard');
  await page.click(button);
  if (!ordered(await column(), -1)) say('does not sort downwards');
  if (await page.$eval('#people-table thead th:nth-child(4)', head => head.ariaSort) !== 'descending') say('does not tell how it is sorted');
  const rows = () => page.$$eval('#people-table tbody tr:not([hidden])', all => all.length);
  const before = await rows();
  await page.type('#find', 'player 12');
  const found = await rows();
  if (!(found > 0 && found < before)) say(`the filter leaves ${found} of ${before}`);
  await page.$eval('#find', field => { field.value = ''; field.dispatchEvent(new Event('input')); });
  await page.select('#team', '=Team 1');
  const team = await rows();
  if (!(team > 0 && team < before)) say(`the team leaves ${team} of ${before}`);
  await page.pdf({ path: path.join(os.tmpdir(), `rapport-${process.pid}.pdf`), format: 'A4', landscape: true });
  fs.rmSync(path.join(os.tmpdir(), `rapport-${process.pid}.pdf`));
  await page.close();
  return `${before} people, ${found} by name, ${team} by team`;
}

(async () => {
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'rapport-'));
  const browser = await puppeteer.launch({
    executablePath: '/usr/bin/chromium', headless: true, userDataDir: profile, timeout: 60000,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run', '--disable-background-networking'],
  });
  let wrong = 0;
  const say = words => { wrong += 1; console.log(words); };
  const [first, ...others] = process.argv.slice(2);
  try {
    for (const file of [first, ...others]) {
      let passed = 0;
      for (const size of SIZES) passed += await look(browser, file, size, say);
      console.log(`${path.basename(file)}: ${passed} rules of axe-core passed, light and dark`);
    }
    console.log(`${path.basename(first)} sorts and filters: ${await use(browser, first, words => say(`${path.basename(first)} ${words}`))}`);
  } finally {
    await browser.close();
    fs.rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
  console.log(`${wrong} faults`);
  process.exitCode = wrong > 0 ? 1 : 0;
})().catch(error => { console.error(error); process.exit(2); });
