import { parser } from '@prometheus-io/lezer-promql';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { startApp, type TestApp } from '../support/app.js';
import { makeCustomer, makeLoan, makeProvider } from '../support/make.js';
import { readText } from './texts.js';

interface Rule {
  alert: string;
  expr: string;
  labels: { severity: string };
  annotations: { summary: string; runbook_url: string };
}

const DIRECTORY = fileURLToPath(new URL('../../deploy/prometheus/', import.meta.url));
const { groups } = parse(readText('deploy/prometheus/alerts.yml')) as { groups: { rules: Rule[] }[] };
const rules = groups.flatMap((group) => group.rules);
const promtool = (...args: string[]) => spawnSync('promtool', args, { cwd: DIRECTORY, encoding: 'utf8' });
const hasPromtool = promtool('--version').status === 0;

/** The queries of every panel and variable. */
const dashboardQueries = (): string[] => {
  const { panels, templating } = JSON.parse(readText('deploy/grafana/lending-platform.json')) as {
    panels: { targets?: { expr: string }[] }[];
    templating: { list: { query: string | { query: string } }[] };
  };
  const variables = templating.list.flatMap(({ query }) =>
    typeof query === 'string'
      ? []
      : [(/^label_values\((.+), \w+\)$/.exec(query.query) ?? [])[1] ?? 'nothing(('],
  );
  const shown = panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));
  return [...shown, ...variables].map((query) => query.replaceAll('$__rate_interval', '5m'));
};

/** The metrics of a query, each with the labels by which it is chosen and grouped. */
function metricsIn(query: string): { name: string; labels: string[] }[] {
  const names: string[] = [];
  const labels: string[] = [];
  parser.parse(query).iterate({
    enter: ({ type, from, to, node }) => {
      const text = query.slice(from, to);
      if (type.isError) throw new Error(`${query}\nis no PromQL at "${query.slice(from)}"`);
      if (type.name === 'Identifier' && node.parent?.name === 'VectorSelector') names.push(text);
      if (type.name === 'LabelName') labels.push(text);
    },
  });
  return names.map((name) => ({ name, labels }));
}

/** The series that an instance exports, by name, with the labels that they have. */
function exported(text: string): Map<string, Set<string>> {
  const series = new Map<string, Set<string>>();
  for (const [, name = '', type] of text.matchAll(/^# TYPE (\S+) (\S+)$/gm)) {
    const suffixes =
      type === 'histogram'
        ? ['_bucket', '_sum', '_count']
        : type === 'summary'
          ? ['', '_sum', '_count']
          : [''];
    for (const suffix of suffixes) series.set(name + suffix, new Set());
  }
  for (const [, name = '', labels = ''] of text.matchAll(/^([a-zA-Z_:][\w:]*)\{(.*)\} \S+$/gm)) {
    for (const [, label = ''] of labels.matchAll(/(\w+)="/g)) series.get(name)?.add(label);
  }
  return series;
}

describe('the alert rules', () => {
  it('have a name, a severity and a page of the run book each', () => {
    expect(rules.length).toBeGreaterThan(15);
    const headings = [...readText('docs/runbook.md').matchAll(/^## (.+)$/gm)].map(([, title = '']) => title);
    const pages = rules.map(({ alert, labels, annotations }) => {
      expect([alert, labels.severity]).toEqual([alert, expect.stringMatching(/^(critical|warning)$/)]);
      expect(annotations.summary).not.toBe('');
      const [, page] = /^docs\/runbook\.md#(\w+)$/.exec(annotations.runbook_url) ?? [];
      return page;
    });
    expect([...new Set(pages)].sort()).toEqual(headings.map((title) => title.toLowerCase()).sort());
  });

  it('have a page that says what it means, where to look and what to do', () => {
    const [, ...pages] = readText('docs/runbook.md').split(/^## /m);
    for (const page of pages) {
      const parts = [...page.matchAll(/^\*\*(\w+)\*\*: \S/gm)].map(([, part]) => part);
      expect([page.split('\n')[0], parts]).toEqual([page.split('\n')[0], ['Means', 'Look', 'Do']]);
    }
  });

  it('are each seen to fire by a test of promtool', () => {
    const { tests } = parse(readText('deploy/prometheus/alerts.test.yml')) as {
      tests: { alert_rule_test: { alertname: string; exp_alerts: unknown[] }[] }[];
    };
    const fired = tests
      .flatMap((test) => test.alert_rule_test)
      .filter(({ exp_alerts }) => exp_alerts.length > 0)
      .map(({ alertname }) => alertname);
    expect([...new Set(fired)].sort()).toEqual(rules.map(({ alert }) => alert).sort());
  });

  if (hasPromtool) {
    it('fire and rest as their tests say', () => {
      for (const args of [
        ['check', 'rules', 'alerts.yml'],
        ['check', 'config', '--syntax-only', 'prometheus.yml'],
        ['test', 'rules', 'alerts.test.yml'],
      ]) {
        const { status, stdout, stderr } = promtool(...args);
        expect([args, status, status === 0 ? '' : stdout + stderr]).toEqual([args, 0, '']);
      }
    });
  } else {
    console.warn(
      'promtool is not installed: the alert rules are not run. scripts/get-promtool.sh unpacks it from Debian.',
    );
  }
});

describe('what alerts and dashboard ask for', () => {
  let app: TestApp;
  let series: Map<string, Set<string>>;

  beforeAll(async () => {
    // A replica that is none, and a gateway: their metrics exist where they are configured.
    const plain = await startApp();
    const environment = { GATEWAYS: 'sandbox', DATABASE_REPLICA_URLS: plain.database.url };
    app = await startApp(environment, plain.database);
    await plain.end();
    await makeProvider(app, '1000.00');
    await makeLoan(await makeCustomer(app), '100.00');
    series = exported(String((await app.as().get('/metrics')).body));
  });
  afterAll(async () => {
    await app.stop();
    await app.database.drop();
  });

  it.each([
    ['the alerts', () => rules.map(({ expr }) => expr)],
    ['the dashboard', dashboardQueries],
  ])('%s: is exported by an instance, with the labels they name', (_, queries) => {
    // What Prometheus itself adds.
    const given = ['job', 'instance'];
    const asked = queries()
      .flatMap(metricsIn)
      .filter(({ name }) => name !== 'up');
    expect(asked.length).toBeGreaterThan(15);
    const missing = asked.flatMap(({ name, labels }) => {
      const known = series.get(name);
      if (known === undefined) return [name];
      return labels
        .filter((label) => !known.has(label) && !given.includes(label))
        .map((label) => `${name}{${label}}`);
    });
    expect(missing).toEqual([]);
  });

  it('is read from queries of which none is broken', () => {
    expect(() => metricsIn('sum(rate(http_requests_in_flight[5m])')).toThrow('is no PromQL');
    expect(metricsIn('max by (job) (a_b{c="d"}) / sum(e)')).toEqual([
      { name: 'a_b', labels: ['job', 'c'] },
      { name: 'e', labels: ['job', 'c'] },
    ]);
  });

  it('tells which metrics are missing', () => {
    expect(series.has('http_request_duration_seconds_count')).toBe(true);
    expect(series.has('events_of_nobody')).toBe(false);
  });
});
