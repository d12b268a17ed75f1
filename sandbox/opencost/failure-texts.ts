import { formatInstant, type Interval } from './time.js';

const host = 'http://prometheus-server.monitoring.svc:80';
const refused = 'dial tcp 10.0.171.12:80: connect: connection refused';

/** Some of the queries behind an answer; the real message carries all of them. */
const queries = [
  'max(max_over_time(kubecost_container_cpu_usage_irate{}[1d])) by (container, pod, namespace, instance, cluster_id)',
  'avg(avg_over_time(container_memory_working_set_bytes{container!="", container!="POD", }[1d])) by (container, pod, namespace, cluster_id)',
  'avg(avg_over_time(kube_pod_container_resource_requests{resource="cpu", unit="core", }[1d])) by (container, pod, namespace, node, cluster_id)',
  'sum(increase(container_network_transmit_bytes_total{pod!="", }[1d])) by (pod, namespace, cluster_id)',
  'avg(avg_over_time(kube_node_status_allocatable_cpu_cores{}[1d])) by (cluster_id, node)',
  'avg(avg_over_time(kubecost_load_balancer_cost{}[1d])) by (namespace, service_name, ingress_ip, cluster_id)',
];

function queryUrl(query: string, window: Interval): string {
  const encoded = encodeURIComponent(query)
    .replaceAll('%20', '+')
    .replaceAll('(', '%28')
    .replaceAll(')', '%29');
  return `${host}/api/v1/query?query=${encoded}&time=${window.endMs / 1000}`;
}

function collect(describe: (query: string) => string): string {
  const entries = queries.map(
    (query, index) => `${index}) Errors:\n${describe(query)}for Query: ${query}\n\n`,
  );
  return `Error Collection:\n${entries.join('')}`;
}

/** "[2026-11-20T00:00:00+0000, 2026-11-21T00:00:00+0000)": how the server prints a window in messages. */
export function windowText({ startMs, endMs }: Interval): string {
  const text = (atMs: number) => formatInstant(atMs).replace('Z', '+0000');
  return `[${text(startMs)}, ${text(endMs)})`;
}

/** The long message of a question while nothing listens at Prometheus' address. */
export function connectionRefused(window: Interval): string {
  return collect(
    (query) =>
      `  Request Error: query error: 'Post "${queryUrl(query, window)}": ${refused}' fetching query '${query}'\n` +
      `  Parse Error: Prometheus communication error: ${query}\n`,
  );
}

/** The same when Prometheus gives up on its queries. */
export function queriesTimedOut(window: Interval): string {
  const body = '{"status":"error","errorType":"timeout","error":"query timed out in expression evaluation"}';
  return collect(
    (query) =>
      `  Request Error: Prometheus communication error: 503 (Service Unavailable) URL: '${queryUrl(query, window)}', Body: '${body}' Query: '${query}'\n`,
  );
}

/** What /status says, with Prometheus and without. */
export function statusText(prometheusUp: boolean): string {
  if (prometheusUp) return `Using Prometheus at ${host}. Version: 2.42.0+ds`;
  return `Using Prometheus at ${host}. Error: Get "${host}/api/v1/status/buildinfo": ${refused}`;
}

/** A page as a proxy in front of OpenCost sends it. */
export function htmlPage(title: string): string {
  return `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`;
}

/** What an interface's server sends for any path that it does not know. */
export const singlePage =
  '<!doctype html><html lang="en"><head><title>OpenCost</title></head><body><div id="root"></div></body></html>';

/** A sign-in page. */
export const loginPage =
  '<!doctype html><html><head><title>Sign in</title></head><body><form method="post"><input name="user"></form></body></html>';
